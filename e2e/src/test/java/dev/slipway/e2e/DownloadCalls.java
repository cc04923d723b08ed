package dev.slipway.e2e;

import java.util.List;

/** Blobs on their way out. */
final class DownloadCalls {

    private static final String UPLOADS = "/v2/down/blobs/uploads/?digest=";
    private static final String BLOB = "/v2/down/blobs/" + Contents.digest(Contents.text("0123456789"));
    private static final String LINK =
            "http://127\\.0\\.0\\.1:[0-9]+/download/[0-9a-f]{32}/sha256/[0-9a-f]{64}/.+\\?state=.+";
    private static final String DIGEST = Contents.digest(Contents.text("0123456789"));
    private static final String EMPTY = Contents.digest(new byte[0]);

    static final List<Call> CALLS = List.of(
            Call.of("some digits", "POST " + UPLOADS + DIGEST)
                    .body("0123456789")
                    .is(201),
            Call.of("are elsewhere", "GET " + BLOB)
                    .is(307)
                    .has("location", LINK)
                    .has("docker-content-digest", DIGEST),
            Call.of("namely here", "GET {location}")
                    .is(200)
                    .has("docker-content-digest", DIGEST)
                    .has("accept-ranges", "bytes")
                    .has("x-content-type-options", "nosniff")
                    .says("^0123456789$"),
            Call.of("how many", "HEAD {location}").is(200).has("content-length", "10"),
            Call.of("the first", "GET {location}")
                    .header("Range: bytes=0-3")
                    .is(206)
                    .has("content-range", "bytes 0-3/10")
                    .says("^0123$"),
            Call.of("all but the first", "GET {location}")
                    .header("Range: bytes=4-")
                    .is(206)
                    .says("^456789$"),
            Call.of("the last", "GET {location}")
                    .header("Range: bytes=-2")
                    .is(206)
                    .says("^89$"),
            Call.of("more than there are", "GET {location}")
                    .header("Range: bytes=8-99")
                    .is(206)
                    .has("content-range", "bytes 8-9/10"),
            Call.of("those behind the end", "GET {location}")
                    .header("Range: bytes=10-")
                    .is(416)
                    .has("content-range", "bytes \\*/10"),
            Call.of("the last none", "GET {location}").header("Range: bytes=-0").is(416),
            Call.of("a range of other things", "GET {location}")
                    .header("Range: lines=1-2")
                    .is(200),
            Call.of("a range that is no range", "GET {location}")
                    .header("Range: bytes=x-y")
                    .is(200),
            Call.of("a range of huge numbers", "GET {location}")
                    .header("Range: bytes=0-99999999999999999999999")
                    .is(206),
            Call.of("another state", "GET {location}0").is(403, "DENIED"),
            Call.of("not to be changed", "PUT {location}").body("x").is(405, "UNSUPPORTED"),
            Call.of("nothing", "POST " + UPLOADS + EMPTY).is(201),
            Call.of("is elsewhere too", "GET /v2/down/blobs/" + EMPTY).is(307),
            Call.of("and is nothing", "GET {location}").is(200).has("content-length", "0"),
            Call.of("of which no range can be had", "GET {location}")
                    .header("Range: bytes=0-")
                    .is(416),
            Call.of("a blob of another repository", "GET /v2/other/blobs/" + DIGEST)
                    .is(404, "BLOB_UNKNOWN"));

    private DownloadCalls() {}
}
