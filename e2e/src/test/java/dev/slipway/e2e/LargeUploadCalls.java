package dev.slipway.e2e;

import java.util.List;

/** Uploads of more than a handler takes: straight into the bucket, or through the relay. */
final class LargeUploadCalls {

    private static final int SMALL = 4 << 20;
    private static final String UPLOADS = "/v2/large/blobs/uploads/";
    private static final String BLOBS = "/v2/large/blobs/";
    private static final byte[] ONE = Contents.random(11, SMALL + 1);
    private static final byte[] TWO = Contents.random(12, SMALL);
    private static final byte[] THREE = Contents.random(13, 9 << 20);
    private static final byte[] FOUR = Contents.random(14, 6 << 20);
    private static final String PUT = "PUT {location}{&}digest=";
    private static final String OTHER = "sha256:" + "0".repeat(64);

    static final List<Call> CALLS = List.of(
            Call.of("a PUT of the most that a handler takes", "POST " + UPLOADS).is(202),
            Call.of("is stored", PUT + Contents.digest(TWO)).body(TWO).is(201),
            Call.of("a PUT of a byte more with the wrong digest", "POST " + UPLOADS)
                    .is(202),
            Call.of("is refused by the bucket", PUT + OTHER).body(ONE).is(400),
            Call.of("stores nothing", "HEAD " + BLOBS + OTHER).is(404),
            Call.of("under no digest", "HEAD " + BLOBS + Contents.digest(ONE)).is(404),
            Call.of(
                            "a large PUT with a forged state",
                            PUT.replace(
                                            "{location}",
                                            UPLOADS + "00000000-0000-4000-8000-000000000000?state=k.0.99999999999."
                                                    + "0".repeat(64))
                                    + Contents.digest(ONE))
                    .body(ONE)
                    .is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("a large PUT with an altered state", "POST " + UPLOADS).is(202),
            Call.of("is not let in", "PUT {location}f&digest=" + Contents.digest(ONE))
                    .body(ONE)
                    .is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("but with the right one", PUT + Contents.digest(ONE))
                    .body(ONE)
                    .is(201)
                    .has("location", BLOBS + Contents.digest(ONE))
                    .has("docker-content-digest", Contents.digest(ONE)),
            Call.of("it is there", "HEAD " + BLOBS + Contents.digest(ONE))
                    .is(200)
                    .has("content-length", String.valueOf(SMALL + 1)),
            Call.of("a large PUT with half a digest", "POST " + UPLOADS).is(202),
            Call.of("says so", PUT + "sha256:1").body(ONE).is(400, "DIGEST_INVALID"),
            Call.of("a PATCH through the relay", "POST " + UPLOADS).is(202),
            Call.of("of known length", "PATCH {location}").body(THREE).is(202).has("range", "0-" + (THREE.length - 1)),
            Call.of("with the wrong digest at the end", PUT + OTHER).is(400, "DIGEST_INVALID"),
            Call.of("a stream through the relay", "POST " + UPLOADS).is(202),
            Call.of("of unknown length", "PATCH {location}")
                    .body(THREE)
                    .chunked()
                    .is(202)
                    .has("range", "0-" + (THREE.length - 1)),
            Call.of("with the right digest at the end", PUT + Contents.digest(THREE))
                    .is(201),
            Call.of("which is there", "HEAD " + BLOBS + Contents.digest(THREE))
                    .is(200)
                    .has("content-length", String.valueOf(THREE.length)),
            Call.of("a large POST with its digest", "POST " + UPLOADS + "?digest=" + Contents.digest(FOUR))
                    .body(FOUR)
                    .is(201),
            Call.of("is there", "HEAD " + BLOBS + Contents.digest(FOUR)).is(200),
            Call.of("with the wrong one", "POST " + UPLOADS + "?digest=" + OTHER)
                    .body(FOUR)
                    .is(400, "DIGEST_INVALID"),
            Call.of("a large PUT of a sha512 digest", "POST " + UPLOADS).is(202),
            Call.of("is relayed", PUT + Contents.digest("sha512", FOUR))
                    .body(FOUR)
                    .is(201),
            Call.of("and is there", "HEAD " + BLOBS + Contents.digest("sha512", FOUR))
                    .is(200),
            Call.of("a large body that no upload takes", "DELETE " + BLOBS + OTHER)
                    .body(ONE)
                    .is(413, "SIZE_INVALID"),
            Call.of("over 5 GiB in one PUT", "POST " + UPLOADS).is(202),
            Call.of("is too large", PUT + OTHER)
                    .header("Content-Length: 5368709121")
                    .is(413, "SIZE_INVALID"));

    private LargeUploadCalls() {}
}
