package dev.slipway.e2e;

import java.util.ArrayList;
import java.util.List;

/** Manifests: what is one, what is none, and how they come and go. */
final class ManifestCalls {

    private static final int LARGEST = 4 << 20;
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONTENT_TYPE = "Content-Type: " + IMAGE;
    private static final String MANIFESTS = "/v2/man/fests/manifests/";
    private static final byte[] CONFIG = Contents.text("{}");
    private static final byte[] LAYER = Contents.text("a layer");
    private static final String GOOD = Contents.image(CONFIG, LAYER);
    private static final String DIGEST = digest(GOOD);
    private static final String CONFIG_MEMBER = "\"config\":" + Contents.descriptor("a/b", CONFIG);
    private static final String FILLED = padded(70_000);
    private static final String WITH_SUBJECT = """
            {"schemaVersion":2,"artifactType":"a/sbom",%s,"layers":[],"subject":{"mediaType":"%s","digest":"%s","size":%d}}""".formatted(CONFIG_MEMBER, IMAGE, DIGEST, GOOD.length());

    static final List<Call> CALLS = calls();

    private ManifestCalls() {}

    private static List<Call> calls() {
        var calls = new ArrayList<Call>();
        calls.addAll(coming());
        calls.addAll(wrong());
        calls.addAll(large());
        calls.addAll(others());
        return calls;
    }

    private static List<Call> coming() {
        return List.of(
                put("a manifest needs its blobs", "one", GOOD).is(404, "MANIFEST_BLOB_UNKNOWN"),
                Call.of("and is not there without", "GET " + MANIFESTS + "one").is(404),
                blob("its config", CONFIG),
                blob("its layer", LAYER),
                put("now it comes", "one", GOOD)
                        .is(201)
                        .has("location", MANIFESTS + DIGEST)
                        .has("docker-content-digest", DIGEST)
                        .has("oci-subject", "")
                        .has("oci-tag", ""),
                put("and again", "one", GOOD).is(201),
                put("by its digest", DIGEST, GOOD).is(201),
                put("by another's digest", "sha256:" + "0".repeat(64), GOOD).is(400, "DIGEST_INVALID"),
                put("by its longer digest", Contents.digest("sha512", Contents.text(GOOD)), GOOD)
                        .is(201),
                put("with tags beside", DIGEST + "?tag=two&tag=three", GOOD)
                        .is(201)
                        .has("oci-tag", "two, three"),
                put("with a bad tag beside", DIGEST + "?tag=t%20o", GOOD).is(400, "MANIFEST_INVALID"),
                put("with too many", DIGEST + "?" + "tag=x&".repeat(3) + manyTags(), GOOD)
                        .is(414, "MANIFEST_INVALID"),
                Call.of("it is there as it came", "GET " + MANIFESTS + "three")
                        .is(200)
                        .has("content-type", IMAGE.replace("+", "\\+"))
                        .has("docker-content-digest", DIGEST)
                        .has("content-length", String.valueOf(GOOD.length()))
                        .says("^\\Q" + GOOD + "\\E$"),
                Call.of("by its digest", "GET " + MANIFESTS + DIGEST).is(200),
                Call.of("how long it is", "HEAD " + MANIFESTS + "one")
                        .is(200)
                        .has("content-length", String.valueOf(GOOD.length()))
                        .has("docker-content-digest", DIGEST),
                Call.of("whatever the client would accept", "GET " + MANIFESTS + "one")
                        .header("Accept: text/html")
                        .is(200),
                Call.of("none of this tag", "GET " + MANIFESTS + "four").is(404, "MANIFEST_UNKNOWN"),
                Call.of("HEAD says nothing about it", "HEAD " + MANIFESTS + "four")
                        .is(404)
                        .says("^$"));
    }

    private static List<Call> wrong() {
        return List.of(
                invalid("nothing", ""),
                invalid("no JSON", "{"),
                invalid("an array", "[]"),
                invalid("two objects", GOOD + GOOD),
                invalid("no UTF-8", new String(new char[] {'{', '"', '\u00ff'})),
                invalid("a member twice", GOOD.replaceFirst("\\{", "{\"schemaVersion\":2,")),
                invalid("schema 1", GOOD.replace("\"schemaVersion\":2", "\"schemaVersion\":1")),
                invalid("a version in words", GOOD.replace("\"schemaVersion\":2", "\"schemaVersion\":\"2\"")),
                invalid("a huge version", GOOD.replace("\"schemaVersion\":2", "\"schemaVersion\":" + "2".repeat(900))),
                invalid(
                        "a huge fraction",
                        GOOD.replace("\"schemaVersion\":2", "\"schemaVersion\":2e" + "9".repeat(900))),
                invalid("layers that are no list", GOOD.replaceFirst("\"layers\":\\[.*]", "\"layers\":{}")),
                invalid("layers that are no objects", GOOD.replaceFirst("\"layers\":\\[.*]", "\"layers\":[1]")),
                invalid("no config", "{\"schemaVersion\":2,\"layers\":[]}"),
                invalid("a config that is none", "{\"schemaVersion\":2,\"config\":[],\"layers\":[]}"),
                invalid("a negative size", GOOD.replaceFirst("\"size\":[0-9]+", "\"size\":-1")),
                invalid("a size in words", GOOD.replaceFirst("\"size\":[0-9]+", "\"size\":\"2\"")),
                invalid("a huge size", GOOD.replaceFirst("\"size\":[0-9]+", "\"size\":" + "9".repeat(30))),
                invalid("manifests in an image", GOOD.replaceFirst("\\{", "{\"manifests\":[],")),
                invalid("another media type inside", GOOD.replaceFirst(IMAGE.replace("+", "\\+"), INDEX)),
                invalid("annotations that are no texts", GOOD.replaceFirst("\\{", "{\"annotations\":{\"a\":1},")),
                invalid("a subject that is none", GOOD.replaceFirst("\\{", "{\"subject\":\"x\",")),
                invalid("depth without end", "{\"a\":".repeat(100_000)),
                invalid("arrays without end", "{\"a\":" + "[".repeat(100_000)),
                invalid("many deep ones", GOOD.replaceFirst("\\{", "{\"x\":" + "[".repeat(70) + "]".repeat(70) + ",")),
                put("a bad digest inside", "bad", GOOD.replaceFirst("sha256:[0-9a-f]+", "sha256:1"))
                        .is(400),
                put("an unheard-of algorithm inside", "bad", GOOD.replaceFirst("sha256:", "sha257:"))
                        .is(400),
                Call.of("another type outside", "PUT " + MANIFESTS + "bad")
                        .header("Content-Type: " + INDEX)
                        .body(GOOD)
                        .is(400, "MANIFEST_INVALID"),
                Call.of("a type of no manifest", "PUT " + MANIFESTS + "bad")
                        .header("Content-Type: text/plain")
                        .body(GOOD)
                        .is(400, "MANIFEST_INVALID"),
                put("a bad tag", "-bad", GOOD).is(400, "MANIFEST_INVALID"),
                Call.of("nothing of all that is there", "GET " + MANIFESTS + "bad")
                        .is(404, "MANIFEST_UNKNOWN"),
                Call.of("the type inside is enough", "PUT " + MANIFESTS + "typed")
                        .body(GOOD)
                        .is(201),
                put("a type with a parameter", "typed", GOOD).is(201));
    }

    private static List<Call> large() {
        var largest = padded(LARGEST);
        return List.of(
                put("more than the table takes", "filled", FILLED).is(201),
                Call.of("comes back whole", "GET " + MANIFESTS + "filled")
                        .is(200)
                        .has("content-length", String.valueOf(FILLED.length()))
                        .says("^\\Q" + FILLED + "\\E$"),
                put("the largest", "largest", largest).is(201),
                Call.of("comes back too", "GET " + MANIFESTS + digest(largest))
                        .is(200)
                        .has("content-length", String.valueOf(LARGEST)),
                put("a byte more", "larger", largest + " ").is(413, "MANIFEST_INVALID"),
                chunkedManifest("in chunks", "chunked", GOOD).is(201),
                chunkedManifest("a byte more in chunks", "larger", largest + " ")
                        .is(413),
                Call.of("is not there", "HEAD " + MANIFESTS + "larger").is(404));
    }

    private static List<Call> others() {
        var index = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}""".formatted(INDEX, IMAGE, DIGEST, GOOD.length());
        var subjectDigest = digest(WITH_SUBJECT);
        return List.of(
                Call.of("an index", "PUT " + MANIFESTS + "index")
                        .header("Content-Type: " + INDEX)
                        .body(index)
                        .is(201),
                Call.of("of a manifest that is not there", "PUT " + MANIFESTS + "broken")
                        .header("Content-Type: " + INDEX)
                        .body(index.replace(DIGEST, "sha256:" + "0".repeat(64)))
                        .is(404, "MANIFEST_BLOB_UNKNOWN"),
                Call.of("an index of nothing", "PUT " + MANIFESTS + "void")
                        .header("Content-Type: " + INDEX)
                        .body("{\"schemaVersion\":2,\"manifests\":[]}")
                        .is(201),
                put("one that refers to another says so", subjectDigest, WITH_SUBJECT)
                        .is(201)
                        .has("oci-subject", DIGEST),
                Call.of("and is found there", "GET /v2/man/fests/referrers/" + DIGEST)
                        .is(200)
                        .has("content-type", INDEX.replace("+", "\\+"))
                        .says(subjectDigest),
                Call.of("by its type", "GET /v2/man/fests/referrers/" + DIGEST + "?artifactType=a/sbom")
                        .is(200)
                        .has("oci-filters-applied", "artifactType")
                        .says(subjectDigest),
                Call.of("but by no other", "GET /v2/man/fests/referrers/" + DIGEST + "?artifactType=a/other")
                        .is(200)
                        .says("\"manifests\":\\[]"),
                Call.of("nothing refers to what is not there", "GET /v2/man/fests/referrers/sha256:" + "0".repeat(64))
                        .is(200)
                        .says("\"manifests\":\\[]"),
                Call.of("a tag goes", "DELETE " + MANIFESTS + "two").is(202),
                Call.of("alone", "GET " + MANIFESTS + "three").is(200),
                Call.of("and once", "DELETE " + MANIFESTS + "two").is(404, "MANIFEST_UNKNOWN"),
                Call.of("a manifest goes", "DELETE " + MANIFESTS + subjectDigest)
                        .is(202),
                Call.of("and once too", "DELETE " + MANIFESTS + subjectDigest).is(404, "MANIFEST_UNKNOWN"),
                Call.of("nor does it refer any more", "GET /v2/man/fests/referrers/" + DIGEST)
                        .is(200)
                        .says("\"manifests\":\\[]"));
    }

    private static Call invalid(String what, String content) {
        return put(what, "bad", content).is(400, "MANIFEST_INVALID");
    }

    private static Call put(String what, String reference, String content) {
        return Call.of(what, "PUT " + MANIFESTS + reference)
                .header(CONTENT_TYPE)
                .body(content);
    }

    private static Call chunkedManifest(String what, String reference, String content) {
        return put(what, reference, content).chunked();
    }

    private static Call blob(String what, byte[] content) {
        return Call.of(what, "POST /v2/man/fests/blobs/uploads/?digest=" + Contents.digest(content))
                .body(content)
                .is(201);
    }

    private static String manyTags() {
        var tags = new StringBuilder();
        for (int tag = 0; tag < 10; tag++) {
            tags.append("tag=t").append(tag).append('&');
        }
        return tags.toString();
    }

    private static String digest(String text) {
        return Contents.digest(Contents.text(text));
    }

    private static String padded(int size) {
        var head = GOOD.replaceFirst("\\{", "{\"annotations\":{\"org.example.filler\":\"\"},");
        return head.replace("filler\":\"", "filler\":\"" + "x".repeat(size - head.length()));
    }
}
