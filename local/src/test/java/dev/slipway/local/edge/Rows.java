package dev.slipway.local.edge;

import static dev.slipway.local.edge.TestingKey.FIRST;
import static dev.slipway.local.edge.TestingKey.LATER;
import static dev.slipway.local.edge.TestingKey.PAST;
import static dev.slipway.local.edge.TestingKey.SECOND;
import static dev.slipway.local.edge.TestingKey.STRANGER;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the edge makes of requests.
 *
 * @param request as {@link TestingEdges#request} reads it
 * @param withRelay what {@link TestingEdges#render} says where there is a relay
 * @param withoutRelay the same where there is none
 */
record Rows(String request, String withRelay, String withoutRelay) {

    static final long SMALL = 4L << 20;
    static final long LARGE = SMALL + 1;
    static final long LARGEST = 5L << 30;

    static final String ID = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    static final String OTHER_ID = "ffffffff-4e5f-6071-8293-a4b5c6d7e8f9";
    static final String COPY_ID = "0a1b2c3d-4e5f-8071-8293-a4b5c6d7e8f9";
    static final String HEX = "d8".repeat(32);
    static final String DIGEST = "sha256:" + HEX;
    static final String SHA512 = "sha512:" + "e9".repeat(64);
    static final String GRANT = "9c".repeat(16);
    static final String UPLOADS = "/v2/team/app/blobs/uploads/";
    static final String UPLOAD = UPLOADS + ID;
    static final String FRESH = FIRST.upload("team/app", ID, 0);
    static final String BEGUN = FIRST.upload("team/app", ID, 1048576);
    static final String DOWNLOAD = "/download/" + GRANT + "/sha256/" + HEX + "/" + ID;
    static final String READ = FIRST.download(GRANT, "sha256", HEX, ID, LATER);

    private static final String UNKNOWN_UPLOAD = "404 BLOB_UPLOAD_UNKNOWN";
    private static final String TO_API = "API /uploads/" + ID + "?state=";
    private static final String TO_BUCKET = "BUCKET /blobs/sha256/" + HEX + "/" + ID;

    static Stream<Rows> all() {
        return Stream.of(
                        routes(),
                        management(),
                        names(),
                        methods(),
                        challenges(),
                        capabilities(),
                        bodies(),
                        downloads(),
                        queries())
                .flatMap(List::stream);
    }

    private static Rows row(String request, String expected) {
        return new Rows(request, expected, expected);
    }

    private static Rows row(String request, String withRelay, String withoutRelay) {
        return new Rows(request, withRelay, withoutRelay);
    }

    private static List<Rows> routes() {
        return List.of(
                row("GET /v2/", "API /version"),
                row("HEAD /v2/", "API /version"),
                row("GET /v2", "API /version"),
                row("GET /v2/_catalog", "API /catalog"),
                row("GET /v2/_catalog?n=10&last=team/a", "API /catalog?n=10&last=team/a"),
                row("GET /v2/team/app/manifests/latest", "API /manifests/latest?repository=team/app"),
                row("HEAD /v2/team/app/manifests/latest", "API /manifests/latest?repository=team/app"),
                row("PUT /v2/team/app/manifests/v1 content-length=7", "API /manifests/v1?repository=team/app"),
                row("DELETE /v2/team/app/manifests/" + DIGEST, "API /manifests/" + DIGEST + "?repository=team/app"),
                row("GET /v2/team/app/tags/list", "API /tags?repository=team/app"),
                row("GET /v2/team/app/tags/list?n=2&last=v1", "API /tags?n=2&last=v1&repository=team/app"),
                row("GET /v2/team/app/referrers/" + DIGEST, "API /referrers/" + DIGEST + "?repository=team/app"),
                row("GET /v2/team/app/blobs/" + DIGEST, "API /blobs/" + DIGEST + "?repository=team/app"),
                row("HEAD /v2/team/app/blobs/" + DIGEST, "API /blobs/" + DIGEST + "?repository=team/app"),
                row("DELETE /v2/team/app/blobs/" + DIGEST, "API /blobs/" + DIGEST + "?repository=team/app"),
                row("POST " + UPLOADS, "API /uploads?repository=team/app"),
                row("POST /v2/team/app/blobs/uploads", "API /uploads?repository=team/app"),
                row(
                        "POST " + UPLOADS + "?mount=" + DIGEST + "&from=team/base",
                        "API /uploads?mount=" + DIGEST + "&from=team/base&repository=team/app"),
                row("GET /token?service=s&scope=a", "API /token?service=s&scope=a"),
                row("POST /token authorization=", "API /token"),
                row("GET /token authorization=", "API /token"));
    }

    private static List<Rows> management() {
        var packages = "/api/v1/packages/team/app";
        return List.of(
                row("GET /api/v1/tokens", "API /api/v1/tokens"),
                row("GET /api/v1/tokens authorization=", "API /api/v1/tokens"),
                row("POST /api/v1/tokens content-length=" + SMALL, "API /api/v1/tokens"),
                row("POST /api/v1/tokens content-length=" + LARGE, "413 SIZE_INVALID"),
                row("POST /api/v1/tokens transfer-encoding=chunked", "API /api/v1/tokens"),
                row("DELETE /api/v1/tokens/Ev3ntsT0ken1", "API /api/v1/tokens/Ev3ntsT0ken1"),
                row("GET /api/v1/owners?n=2&last=a%2Fb&repository=x", "API /api/v1/owners?n=2&last=a%2Fb"),
                row("PUT /api/v1/owners/team/members/bob", "API /api/v1/owners/team/members/bob"),
                row("PUT /api/v1/owners/a.b_c-d/trust-policies/ci", "API /api/v1/owners/a.b_c-d/trust-policies/ci"),
                row("GET " + packages, "API " + packages),
                row("PATCH " + packages, "API " + packages),
                row("GET /api/v1/packages/team/manifests/v2", "API /api/v1/packages/team/manifests/v2"),
                row("GET /api/v1/packages/v2/a/manifests/b", "API /api/v1/packages/v2/a/manifests/b"),
                row("GET /api/v1/packages/team%2Fapp", "API " + packages),
                row("GET /api/v1%2Fpackages%2fteam/%61pp", "API " + packages),
                row("GET /api/v1/packages/team%252Fapp", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/..", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/../tokens", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/team/./app", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/%2e%2E/tokens", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/..%2Ftokens", "404 NAME_UNKNOWN"),
                row("GET /api/v1/../../tags", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/...", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages//app", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/a%3Fb", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/a%23b", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/a%5Cb", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/a;b", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/%C3%A9", "404 NAME_UNKNOWN"),
                row("GET /api/v1/packages/a%0Ab", "400 NAME_INVALID"),
                row("GET /api/v1/packages/%zz", "400 NAME_INVALID"),
                row("GET /api/v1/" + "a".repeat(4000) + "!", "404 NAME_UNKNOWN"),
                row("GET /api/v1", "404 NAME_UNKNOWN"),
                row("GET /api/v2/tokens", "404 NAME_UNKNOWN"),
                row("GET /v2/api/v1/tokens/tags/list", "API /tags?repository=api/v1/tokens"),
                row("HEAD /api/v1/tokens", "405"),
                row("OPTIONS /api/v1/tokens", "405 UNSUPPORTED"),
                row("HEAD " + packages, "405"));
    }

    private static List<Rows> names() {
        return List.of(
                row("GET /v2/foo/manifests/manifests/latest", "API /manifests/latest?repository=foo/manifests"),
                row("GET /v2/manifests/manifests/manifests", "API /manifests/manifests?repository=manifests"),
                row("GET /v2/tags/tags/list", "API /tags?repository=tags"),
                row("GET /v2/a/tags/list/tags/list", "API /tags?repository=a/tags/list"),
                row("GET /v2/blobs/blobs/" + DIGEST, "API /blobs/" + DIGEST + "?repository=blobs"),
                row("GET /v2/a/blobs/uploads/manifests/b", "API /manifests/b?repository=a/blobs/uploads"),
                row("GET /v2/a/blobs/uploads/manifests/parts", "API /manifests/parts?repository=a/blobs/uploads"),
                row("GET /v2/a/blobs/uploads/manifests/copy", "API /manifests/copy?repository=a/blobs/uploads"),
                row("POST /v2/a/blobs/uploads/blobs/uploads/", "API /uploads?repository=a/blobs/uploads"),
                row("POST /v2/a/blobs/uploads/uploads/", "404 NAME_UNKNOWN"),
                row("GET /v2/_catalog/tags/list", "API /tags?repository=_catalog"),
                row("GET /v2/UPPER/manifests/a", "API /manifests/a?repository=UPPER"),
                row("GET /v2/a//b/manifests/c", "API /manifests/c?repository=a//b"),
                row("GET /v2/../token/manifests/c", "API /manifests/c?repository=../token"),
                row("GET /v2/a/manifests/..", "404 NAME_UNKNOWN"),
                row("GET /v2/a/blobs/.", "404 NAME_UNKNOWN"),
                row("GET /v2/a/blobs/%2E%2e", "404 NAME_UNKNOWN"),
                row("GET /v2/manifests/latest", "404 NAME_UNKNOWN"),
                row("GET /v2//manifests/latest", "404 NAME_UNKNOWN"),
                row("GET /v2/a/manifests/", "404 NAME_UNKNOWN"),
                row("GET /v2/a/manifests/b/", "404 NAME_UNKNOWN"),
                row("GET /v2/a/tags/others", "404 NAME_UNKNOWN"),
                row("GET /v2/a", "404 NAME_UNKNOWN"),
                row("GET /", "404 NAME_UNKNOWN"),
                row("HEAD /nothing", "404"),
                row("GET /v1/a/manifests/b", "404 NAME_UNKNOWN"),
                row("GET /manifests/latest?repository=team/app", "404 NAME_UNKNOWN"),
                row("GET /uploads/" + ID, "404 NAME_UNKNOWN"),
                row("GET /blobs/sha256/" + HEX + "/" + ID, "404 NAME_UNKNOWN"),
                row("GET /v2/team%2Fapp/manifests/sha256%3a12", "API /manifests/sha256:12?repository=team/app"),
                row("GET /v2/a/manifests/b%2Fc", "404 NAME_UNKNOWN"),
                row("GET /v2/a/manifests/b%20c%3Fd", "API /manifests/b%20c%3Fd?repository=a"),
                row("GET /v2/a/manifests/%C3%A9", "API /manifests/%C3%A9?repository=a"),
                row("GET /v2/a%22b/manifests/c", "400 NAME_INVALID"),
                row("GET /v2/a%26repository=b/manifests/c", "400 NAME_INVALID"),
                row("GET /v2/a/manifests/%zz", "400 NAME_INVALID"),
                row("GET /v2/a/manifests/%FF", "400 NAME_INVALID"),
                row("GET /v2/a%0d%0ab/manifests/c authorization=", "400 NAME_INVALID"),
                row("GET /v2/" + "a".repeat(255) + "/tags/list", "API /tags?repository=" + "a".repeat(255)),
                row("GET /v2/" + "a".repeat(256) + "/tags/list", "400 NAME_INVALID"),
                row("GET /v2/ host=", "400 UNSUPPORTED"),
                row("GET /v2/ host=a\"b", "400 UNSUPPORTED"),
                row("GET /v2/ host=a;b", "400 UNSUPPORTED"),
                row("GET /v2/ host=[::1]:5000", "API /version"));
    }

    private static List<Rows> methods() {
        return List.of(
                row("PUT /v2/", "405 UNSUPPORTED"),
                row("OPTIONS /v2/", "405 UNSUPPORTED"),
                row("POST /v2/_catalog", "405 UNSUPPORTED"),
                row("PATCH /v2/a/manifests/b", "405 UNSUPPORTED"),
                row("POST /v2/a/manifests/b", "405 UNSUPPORTED"),
                row("HEAD /v2/a/tags/list", "405"),
                row("DELETE /v2/a/referrers/" + DIGEST, "405 UNSUPPORTED"),
                row("PUT /v2/a/blobs/" + DIGEST, "405 UNSUPPORTED"),
                row("GET /v2/a/blobs/uploads/", "405 UNSUPPORTED"),
                row("HEAD " + UPLOAD + "?state=" + FRESH, "405"),
                row("POST " + UPLOAD + "?state=" + FRESH, "405 UNSUPPORTED"),
                row("GET " + UPLOAD + "/parts?state=" + FRESH, "405 UNSUPPORTED"),
                row("PUT " + UPLOAD + "/copy?state=" + FRESH, "405 UNSUPPORTED"),
                row("DELETE /token", "405 UNSUPPORTED"),
                row("PUT " + DOWNLOAD + "?state=" + READ, "405 UNSUPPORTED"));
    }

    private static List<Rows> challenges() {
        return List.of(
                row("GET /v2/ authorization=", "401 UNAUTHORIZED no scope"),
                row("HEAD /v2/ authorization=", "401 no scope"),
                row("GET /v2/_catalog authorization=", "401 UNAUTHORIZED \"registry:catalog:*\""),
                row("GET /v2/a/b/manifests/c authorization=", "401 UNAUTHORIZED \"repository:a/b:pull\""),
                row("HEAD /v2/a/b/manifests/c authorization=", "401 \"repository:a/b:pull\""),
                row("GET /v2/a/tags/list authorization=", "401 UNAUTHORIZED \"repository:a:pull\""),
                row("PUT /v2/a/manifests/c authorization=", "401 UNAUTHORIZED \"repository:a:pull,push\""),
                row("DELETE /v2/a/manifests/c authorization=", "401 UNAUTHORIZED \"repository:a:delete\""),
                row("DELETE /v2/a/blobs/" + DIGEST + " authorization=", "401 UNAUTHORIZED \"repository:a:delete\""),
                row("GET /v2/a/blobs/" + DIGEST + " authorization=", "401 UNAUTHORIZED \"repository:a:pull\""),
                row("POST /v2/a/blobs/uploads/ authorization=", "401 UNAUTHORIZED \"repository:a:pull,push\""),
                row("PUT " + UPLOAD + " authorization=", UNKNOWN_UPLOAD),
                row("GET /v2/a/nothing authorization=", "404 NAME_UNKNOWN"));
    }

    private static List<Rows> capabilities() {
        var query = "&repository=team/app";
        return List.of(
                row("GET " + UPLOAD + "?state=" + FRESH, TO_API + FRESH + query),
                row("GET " + UPLOAD + "?state=" + FRESH + " authorization=", TO_API + FRESH + query),
                row("DELETE " + UPLOAD + "?state=" + FRESH, TO_API + FRESH + query),
                row("PATCH " + UPLOAD + "?state=" + BEGUN + " content-length=9", TO_API + BEGUN + query),
                row(
                        "PUT " + UPLOAD + "?&state=" + FRESH + "&digest=x content-length=0",
                        TO_API + FRESH + "&digest=x" + query),
                row("POST " + UPLOAD + "/parts?state=" + FRESH + " content-length=9", parts(FRESH)),
                row("PUT " + UPLOAD + "/parts?state=" + BEGUN + " content-length=9", parts(BEGUN)),
                row("POST " + UPLOAD + "/copy?state=" + BEGUN, copy(BEGUN)),
                row("POST " + UPLOAD + "/copy?state=" + BEGUN + " content-length=0", copy(BEGUN)),
                row(
                        "GET " + UPLOAD + "?state=" + SECOND.upload("team/app", ID, 7),
                        TO_API + SECOND.upload("team/app", ID, 7) + query),
                row("GET " + UPLOAD + "?state=" + STRANGER.upload("team/app", ID, 0), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FRESH.replace("k1.", "k2."), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FRESH.replace("k1.0", "k1.1"), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FRESH.replace("k1.0", "k1.00"), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + flipped(FRESH), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FRESH.substring(0, FRESH.length() - 1), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FIRST.upload("team/app", ID, 0, PAST), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FIRST.upload("team/other", ID, 0), UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + FIRST.upload("team/app", OTHER_ID, 0), UNKNOWN_UPLOAD),
                row(
                        "GET " + UPLOAD + "?state=" + FIRST.state("download", "team/app", ID, "0", "" + LATER),
                        UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=" + READ, UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "%0A0?state=" + FRESH.replace("k1.0.", "k1."), "400 NAME_INVALID"),
                row("GET " + UPLOAD, UNKNOWN_UPLOAD),
                row("GET " + UPLOAD + "?state=", UNKNOWN_UPLOAD),
                row("POST " + UPLOAD + "/parts content-length=9", UNKNOWN_UPLOAD),
                row("POST " + UPLOAD + "/copy", UNKNOWN_UPLOAD),
                row("PATCH " + UPLOADS + "not-a-uuid?state=" + FRESH, UNKNOWN_UPLOAD),
                row("PUT " + UPLOAD + "?digest=" + DIGEST + " content-length=" + LARGE, UNKNOWN_UPLOAD));
    }

    private static String copy(String state) {
        return "API /uploads/" + ID + "/copy?state=" + state + "&repository=team/app";
    }

    private static String parts(String state) {
        return "API /uploads/" + ID + "/parts?state=" + state + "&repository=team/app";
    }

    private static String flipped(String state) {
        return state.substring(0, state.length() - 1) + (state.endsWith("0") ? "1" : "0");
    }

    private static List<Rows> bodies() {
        var close = "PUT " + UPLOAD + "?state=" + FRESH + "&digest=";
        var api = "&repository=team/app";
        var begun = UPLOAD + "?state=" + BEGUN;
        var post = UPLOADS + "?digest=" + DIGEST;
        return List.of(
                row(close + DIGEST + " content-length=" + SMALL, TO_API + FRESH + "&digest=" + DIGEST + api),
                row(close + DIGEST + " content-length=" + LARGE, TO_BUCKET),
                row(close + DIGEST + " content-length=" + LARGE + " authorization=", TO_BUCKET),
                row(close + DIGEST.replace(":", "%3A") + " content-length=" + LARGE, TO_BUCKET),
                row("PUT " + UPLOAD + "?digest=" + DIGEST + "&&state=" + FRESH + " content-length=" + LARGE, TO_BUCKET),
                row(close + DIGEST + " content-length=" + LARGEST, TO_BUCKET),
                row(close + DIGEST + " content-length=" + (LARGEST + 1), "413 SIZE_INVALID"),
                row(close + SHA512 + " content-length=" + LARGE, relay(close + SHA512), "403 DENIED"),
                row(close + DIGEST + " transfer-encoding=chunked", relay(close + DIGEST), "403 DENIED"),
                row(close + DIGEST, relay(close + DIGEST), TO_API + FRESH + "&digest=" + DIGEST + api),
                row(close + " content-length=" + LARGE, "400 DIGEST_INVALID"),
                row(close + "sha256:12 content-length=" + LARGE, "400 DIGEST_INVALID"),
                row(close + DIGEST.toUpperCase(Locale.ROOT) + " content-length=" + LARGE, "400 DIGEST_INVALID"),
                row(close + "%zz content-length=" + LARGE, "400 DIGEST_INVALID"),
                row(
                        "PUT " + begun + "&digest=" + DIGEST + " content-length=0",
                        TO_API + BEGUN + "&digest=" + DIGEST + api),
                row(
                        "PUT " + begun + "&digest=" + DIGEST + " content-length=" + LARGE,
                        relay("PUT " + begun + "&digest=" + DIGEST),
                        "403 DENIED"),
                row("PATCH " + begun + " content-length=" + SMALL, TO_API + BEGUN + api),
                row("PATCH " + begun + " content-length=" + LARGE, "RELAY " + begun, "403 DENIED"),
                row("PATCH " + begun + " content-length=" + (LARGEST + 1), "413 SIZE_INVALID"),
                row("PATCH " + begun + " transfer-encoding=chunked authorization=", "RELAY " + begun, "403 DENIED"),
                row("PATCH " + begun + " content-length=many", "RELAY " + begun, TO_API + BEGUN + api),
                row("POST " + UPLOAD + "/parts?state=" + FRESH + " content-length=" + LARGE, "413 SIZE_INVALID"),
                row("POST " + post + " content-length=" + SMALL, "API /uploads?digest=" + DIGEST + api),
                row("POST " + post + " content-length=" + LARGE, "RELAY " + post, "403 DENIED"),
                row("POST " + post + " transfer-encoding=chunked", "RELAY " + post, "403 DENIED"),
                row("POST " + UPLOADS + "?digest=x content-length=" + LARGE, "400 DIGEST_INVALID"),
                row(
                        "POST " + post + " content-length=" + LARGE + " authorization=",
                        "401 UNAUTHORIZED \"repository:team/app:pull,push\""),
                row("POST " + UPLOADS + " content-length=" + LARGE, "413 SIZE_INVALID"),
                row("POST " + UPLOADS + " transfer-encoding=chunked", "API /uploads?repository=team/app"),
                row("PUT /v2/a/manifests/b content-length=" + SMALL, "API /manifests/b?repository=a"),
                row("PUT /v2/a/manifests/b content-length=" + LARGE, "413 MANIFEST_INVALID"),
                row("PUT /v2/a/manifests/b transfer-encoding=chunked", "API /manifests/b?repository=a"),
                row("POST /token content-length=" + LARGE, "413 SIZE_INVALID"));
    }

    /** As it came. */
    private static String relay(String request) {
        return "RELAY " + request.split(" ", 3)[1];
    }

    private static List<Rows> downloads() {
        var sha512 = SHA512.substring(7);
        return List.of(
                row("GET " + DOWNLOAD + "?state=" + READ, TO_BUCKET),
                row("GET " + DOWNLOAD + "?state=" + READ + " authorization=", TO_BUCKET),
                row("HEAD " + DOWNLOAD + "?state=" + READ, TO_BUCKET),
                row("GET " + DOWNLOAD + "?state=" + READ + "&acl", TO_BUCKET),
                row(
                        "GET /download/" + GRANT + "/sha512/" + sha512 + "/" + ID + "?state="
                                + SECOND.download(GRANT, "sha512", sha512, ID, LATER),
                        "BUCKET /blobs/sha512/" + sha512 + "/" + ID),
                row(
                        "GET /download/" + GRANT + "/sha256/" + HEX + "/" + COPY_ID + "?state="
                                + FIRST.download(GRANT, "sha256", HEX, COPY_ID, LATER),
                        "BUCKET /blobs/copied/" + COPY_ID),
                row("GET " + DOWNLOAD.replace(ID, COPY_ID) + "?state=" + READ, "403 DENIED"),
                row("GET /download/copied/" + COPY_ID + "?state=" + READ, "403 DENIED"),
                row("GET " + DOWNLOAD + "?state=" + FIRST.download(GRANT, "sha256", HEX, ID, PAST), "403 DENIED"),
                row("GET " + DOWNLOAD + "?state=" + STRANGER.download(GRANT, "sha256", HEX, ID, LATER), "403 DENIED"),
                row("GET " + DOWNLOAD + "?state=" + flipped(READ), "403 DENIED"),
                row("GET " + DOWNLOAD + "?state=" + FRESH, "403 DENIED"),
                row("GET " + DOWNLOAD, "403 DENIED"),
                row("HEAD " + DOWNLOAD, "403"),
                row("GET " + DOWNLOAD.replace(ID, OTHER_ID) + "?state=" + READ, "403 DENIED"),
                row("GET " + DOWNLOAD.replace(GRANT, "00".repeat(16)) + "?state=" + READ, "403 DENIED"),
                row("GET " + DOWNLOAD.replace("sha256", "sha512") + "?state=" + READ, "403 DENIED"),
                row("GET " + DOWNLOAD + "/../x?state=" + READ, "403 DENIED"),
                row("GET /download/" + GRANT + "%0Asha256/" + HEX + "/" + ID + "?state=" + READ, "400 NAME_INVALID"),
                row("GET /download/staging/" + ID + "/whole?state=" + READ, "403 DENIED"),
                row("GET /download/", "404 NAME_UNKNOWN"));
    }

    private static List<Rows> queries() {
        var path = "GET /v2/a/tags/list";
        return List.of(
                row(path + "?repository=b", "API /tags?repository=a"),
                row(path + "?repository=b&repository=c&n=1", "API /tags?n=1&repository=a"),
                row(path + "?%72epository=b", "API /tags?repository=a"),
                row(path + "?%zz=b", "API /tags?repository=a"),
                row("GET /v2/?repository=b", "API /version"),
                row(path + "?n=1&n=2", "API /tags?n=1&n=2&repository=a"),
                row(path + "?last=a%2Fb%20c", "API /tags?last=a%2Fb%20c&repository=a"),
                row(path + "?__proto__=x&constructor=y", "API /tags?__proto__=x&constructor=y&repository=a"));
    }
}
