package dev.slipway.e2e;

import java.util.List;

/** Uploads of a few bytes, all of which pass through handlers. */
final class UploadCalls {

    private static final String UPLOADS = "/v2/up/load/blobs/uploads/";
    private static final String BLOBS = "/v2/up/load/blobs/";
    private static final String LOCATION = "/v2/up/load/blobs/uploads/[0-9a-f-]{36}\\?state=[a-z0-9.]+";
    private static final String ABC = Contents.digest(Contents.text("abc"));
    private static final String ABCDEF = Contents.digest(Contents.text("abcdef"));
    private static final String ABC512 = Contents.digest("sha512", Contents.text("abc"));
    private static final String NOTHING = Contents.digest(new byte[0]);
    private static final String OTHER = Contents.digest(Contents.text("other"));
    private static final String PUT = "PUT {location}{&}digest=";

    static final List<Call> CALLS = List.of(
            Call.of("a single POST with the wrong digest stores nothing", "POST " + UPLOADS + "?digest=" + OTHER)
                    .body("abc")
                    .is(400, "DIGEST_INVALID"),
            Call.of("neither under the right digest", "HEAD " + BLOBS + ABC).is(404),
            Call.of("a single POST with half a digest", "POST " + UPLOADS + "?digest=sha256:1")
                    .body("abc")
                    .is(400, "DIGEST_INVALID"),
            Call.of("a single POST", "POST " + UPLOADS + "?digest=" + ABC)
                    .body("abc")
                    .is(201)
                    .has("location", BLOBS + ABC)
                    .has("docker-content-digest", ABC),
            Call.of("it is there", "HEAD " + BLOBS + ABC)
                    .is(200)
                    .has("content-length", "3")
                    .has("docker-content-digest", ABC),
            Call.of("the same again", "POST " + UPLOADS + "?digest=" + ABC)
                    .body("abc")
                    .is(201),
            Call.of("a single POST in chunks", "POST " + UPLOADS + "?digest=" + ABCDEF)
                    .body("abcdef")
                    .chunked()
                    .is(201),
            Call.of("POST, then PUT", "POST " + UPLOADS).is(202).has("location", LOCATION),
            Call.of("the wrong digest", PUT + OTHER).body("abc").is(400, "DIGEST_INVALID"),
            Call.of("POST without the slash", "POST /v2/up/load/blobs/uploads")
                    .is(202)
                    .has("location", LOCATION),
            Call.of("no digest", "PUT {location}").body("abc").is(400, "DIGEST_INVALID"),
            Call.of("the right digest", PUT + ABC).body("abc").is(201).has("location", BLOBS + ABC),
            Call.of("a sha512 digest", "POST " + UPLOADS).is(202),
            Call.of("is checked", PUT + ABC512).body("abd").is(400, "DIGEST_INVALID"),
            Call.of("a sha512 digest by POST", "POST " + UPLOADS + "?digest=" + ABC512)
                    .body("abc")
                    .is(201),
            Call.of("is there under its own name", "HEAD " + BLOBS + ABC512)
                    .is(200)
                    .has("content-length", "3"),
            Call.of("the empty blob", "POST " + UPLOADS).is(202),
            Call.of("is a blob", PUT + NOTHING).is(201),
            Call.of("of no length", "HEAD " + BLOBS + NOTHING).is(200).has("content-length", "0"),
            Call.of("the empty blob in chunks", "POST " + UPLOADS).is(202),
            Call.of("is a blob too", PUT + NOTHING).chunked().is(201),
            Call.of("chunks with their ranges", "POST " + UPLOADS).is(202),
            Call.of("the first", "PATCH {location}")
                    .header("Content-Range: 0-2")
                    .body("abc")
                    .is(202)
                    .has("range", "0-2")
                    .has("location", LOCATION),
            Call.of("one that leaves a gap is out of order", "PATCH {location}")
                    .header("Content-Range: 4-6")
                    .body("xyz")
                    .is(416)
                    .has("range", "0-2"),
            Call.of("one that is there already too", "PATCH {location}")
                    .header("Content-Range: 0-2")
                    .body("abc")
                    .is(416)
                    .has("range", "0-2"),
            Call.of("the upload says how far it is", "GET {location}")
                    .is(204)
                    .has("range", "0-2")
                    .has("location", LOCATION),
            Call.of("a range of another length", "PATCH {location}")
                    .header("Content-Range: 3-9")
                    .body("def")
                    .is(400, "SIZE_INVALID"),
            Call.of("a range that is none", "PATCH {location}")
                    .header("Content-Range: bytes three to five")
                    .body("def")
                    .is(400, "BLOB_UPLOAD_INVALID"),
            Call.of("a range of huge numbers", "PATCH {location}")
                    .header("Content-Range: 99999999999999999999-99999999999999999999")
                    .body("def")
                    .is(400, "BLOB_UPLOAD_INVALID"),
            Call.of("the last with the end", PUT + ABCDEF)
                    .header("Content-Range: 3-5")
                    .body("def")
                    .is(201),
            Call.of("an ended upload is gone", "GET " + UPLOADS + "00000000-0000-4000-8000-000000000000")
                    .is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("a stream of unknown length", "POST " + UPLOADS).is(202),
            Call.of("in one PATCH", "PATCH {location}")
                    .body("abcdef")
                    .chunked()
                    .is(202)
                    .has("range", "0-5"),
            Call.of("ended by an empty PUT", PUT + ABCDEF).is(201).has("docker-content-digest", ABCDEF),
            Call.of("ended again, as after a lost answer", "HEAD " + BLOBS + ABCDEF)
                    .is(200)
                    .has("content-length", "6"),
            Call.of("an upload that is given up", "POST " + UPLOADS).is(202),
            Call.of("gets no 401 and no other state", "PATCH {location}0")
                    .body("abc")
                    .is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("nor none", "PATCH " + UPLOADS + "00000000-0000-4000-8000-000000000000")
                    .body("abc")
                    .is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("is given up", "DELETE {location}").is(204),
            Call.of("and gone", "GET {location}").is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("for all", "PATCH {location}").body("abc").is(404, "BLOB_UPLOAD_UNKNOWN"),
            Call.of("a mount", "POST /v2/up/mounted/blobs/uploads/?mount=" + ABC + "&from=up/load")
                    .is(201)
                    .has("location", "/v2/up/mounted/blobs/" + ABC),
            Call.of("is there", "HEAD /v2/up/mounted/blobs/" + ABC).is(200).has("content-length", "3"),
            Call.of("a mount from anywhere", "POST /v2/up/other/blobs/uploads/?mount=" + ABC)
                    .is(201),
            Call.of(
                            "a mount of what is not there begins an upload",
                            "POST " + UPLOADS + "?mount=" + OTHER + "&from=no/where")
                    .is(202)
                    .has("location", LOCATION),
            Call.of("which can be ended", PUT + OTHER).body("other").is(201),
            Call.of("a mount of half a digest", "POST " + UPLOADS + "?mount=sha256:1&from=up/load")
                    .is(400, "DIGEST_INVALID"),
            Call.of("a mount from a bad name", "POST " + UPLOADS + "?mount=" + ABC + "&from=UP")
                    .is(400, "NAME_INVALID"),
            Call.of("a deleted blob", "DELETE " + BLOBS + ABC512).is(202),
            Call.of("is gone", "GET " + BLOBS + ABC512).is(404, "BLOB_UNKNOWN"),
            Call.of("but once", "DELETE " + BLOBS + ABC512).is(404, "BLOB_UNKNOWN"));

    private UploadCalls() {}
}
