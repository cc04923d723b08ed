package dev.slipway.e2e;

import java.util.List;

/** What is where, and what is nowhere. */
final class PathCalls {

    private static final String LONG_NAME = "a".repeat(256);
    private static final String EMPTY = Contents.digest(new byte[0]);

    static final List<Call> CALLS = List.of(
            Call.of("there is a registry", "GET /v2/").is(200).says("^\\{}$"),
            Call.of("also without the slash", "GET /v2").is(200),
            Call.of("and asked with HEAD", "HEAD /v2/").is(200).says("^$"),
            Call.of("an address with a scheme is an address", "GET http://127.0.0.1/v2/")
                    .is(200),
            Call.of("nothing at the root", "GET /").is(404, "NAME_UNKNOWN"),
            Call.of("nothing beside /v2/", "GET /v1/").is(404, "NAME_UNKNOWN"),
            Call.of("nothing at a name alone", "GET /v2/team/app").is(404, "NAME_UNKNOWN"),
            Call.of("nothing below tags but the list", "GET /v2/team/app/tags/other")
                    .is(404, "NAME_UNKNOWN"),
            Call.of("nothing with a doubled slash", "GET //v2/").is(404, "NAME_UNKNOWN"),
            Call.of("a wrong method is named with the right ones", "DELETE /v2/")
                    .is(405, "UNSUPPORTED")
                    .has("allow", "GET, HEAD"),
            Call.of("no POST of a manifest", "POST /v2/team/app/manifests/x")
                    .is(405, "UNSUPPORTED")
                    .has("allow", "GET, HEAD, PUT, DELETE"),
            Call.of("no PUT of a blob at its digest", "PUT /v2/team/app/blobs/" + EMPTY)
                    .is(405, "UNSUPPORTED"),
            Call.of("no unheard-of method", "BREW /v2/team/app/manifests/x").is(405, "UNSUPPORTED"),
            Call.of("no POST of tags", "POST /v2/team/app/tags/list").is(405, "UNSUPPORTED"),
            Call.of("no PATCH of the catalog", "PATCH /v2/_catalog").is(405, "UNSUPPORTED"),
            Call.of("an upper-case name", "GET /v2/Team/app/tags/list").is(400, "NAME_INVALID"),
            Call.of("a name that ends in a dash", "GET /v2/team-/app/tags/list").is(400, "NAME_INVALID"),
            Call.of("a name with two dots", "GET /v2/te..am/tags/list").is(400, "NAME_INVALID"),
            Call.of("a name that is too long", "GET /v2/" + LONG_NAME + "/tags/list")
                    .is(400, "NAME_INVALID"),
            Call.of("the longest name", "GET /v2/" + LONG_NAME.substring(1) + "/tags/list")
                    .is(404, "NAME_UNKNOWN"),
            Call.of("a name of dot segments", "GET /v2/team/../app/tags/list").is(400, "NAME_INVALID"),
            Call.of("a name of encoded dot segments", "GET /v2/team/%2e%2e/app/tags/list")
                    .is(400, "NAME_INVALID"),
            Call.of("an encoded slash in a name", "GET /v2/team%2Fapp/tags/list")
                    .is(404, "NAME_UNKNOWN"),
            Call.of("an encoded slash in a tag", "GET /v2/team/app/manifests/a%2Fb")
                    .is(404, "NAME_UNKNOWN"),
            Call.of("a dot segment for a tag", "GET /v2/team/app/manifests/..").is(404, "NAME_UNKNOWN"),
            Call.of("a line break in a path", "GET /v2/team/app/manifests/a%0d%0aX:%20y")
                    .is(400, "NAME_INVALID"),
            Call.of("a zero byte in a path", "GET /v2/team/app/manifests/a%00").is(400, "UNSUPPORTED"),
            Call.of("half a character in a path", "GET /v2/team/app/manifests/%ff")
                    .is(400, "NAME_INVALID"),
            Call.of("doubly encoded stays encoded", "GET /v2/team/app/manifests/%2541")
                    .is(400, "MANIFEST_INVALID"),
            Call.of("an encoded letter is a letter", "GET /v2/te%61m/app/manifests/x")
                    .is(404),
            Call.of("an encoded colon is a colon", "GET /v2/team/app/blobs/" + EMPTY.replace(":", "%3A"))
                    .is(404, "BLOB_UNKNOWN"),
            Call.of("components named as the protocol's nouns", "GET /v2/blobs/manifests/tags/list")
                    .is(404, "NAME_UNKNOWN"),
            Call.of("a digest without a colon", "GET /v2/team/app/blobs/sha256").is(400, "DIGEST_INVALID"),
            Call.of("a digest that is too short", "GET /v2/team/app/blobs/sha256:abc")
                    .is(400, "DIGEST_INVALID"),
            Call.of("a digest in upper case", "GET /v2/team/app/blobs/sha256:" + "A".repeat(64))
                    .is(400, "DIGEST_INVALID"),
            Call.of("a digest of another algorithm", "HEAD /v2/team/app/blobs/md5:" + "a".repeat(32))
                    .is(400),
            Call.of("a manifest by half a digest", "GET /v2/team/app/manifests/sha256:abc")
                    .is(400, "DIGEST_INVALID"),
            Call.of("a tag that is too long", "GET /v2/team/app/manifests/" + "a".repeat(129))
                    .is(400, "MANIFEST_INVALID"),
            Call.of("referrers of half a digest", "GET /v2/team/app/referrers/sha256:abc")
                    .is(400, "DIGEST_INVALID"),
            Call.of("a repository parameter of one's own changes nothing", "GET /v2/Team/tags/list?repository=team")
                    .is(400, "NAME_INVALID"),
            Call.of("neither an encoded one", "GET /v2/Team/tags/list?reposit%6Fry=team")
                    .is(400, "NAME_INVALID"),
            Call.of("a viewer header of one's own changes nothing", "GET /v2/")
                    .header("slipway-viewer: k;1;http;evil;1.2.3.4;" + "0".repeat(64))
                    .is(200),
            Call.of("a query that cannot be decoded", "GET /v2/_catalog?n=%zz").is(400),
            Call.of("no Host of strange characters", "GET /v2/")
                    .header("Host: a b")
                    .is(400, "UNSUPPORTED"),
            Call.of("a download link that nobody gave", "GET /download/0/sha256/0/0?state=a.1." + "0".repeat(64))
                    .is(403, "DENIED"));

    private PathCalls() {}
}
