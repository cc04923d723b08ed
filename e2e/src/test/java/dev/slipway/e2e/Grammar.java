package dev.slipway.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that well-bred clients send, each depending on what was answered before. */
final class Grammar {

    private static final List<String> REPOSITORIES = List.of("a", "team/app", "blobs/manifests", "x__y/z-1.2");
    private static final List<String> TAGS = List.of("latest", "1.0", "_x", "A-b.c");
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final int MOST_KNOWN = 200;
    private static final int LARGE = 5 << 20;

    private final Random random;
    private final List<String> uploads = new ArrayList<>();
    private final List<String> downloads = new ArrayList<>();
    private final List<byte[]> blobs = new ArrayList<>();
    private final List<byte[]> manifests = new ArrayList<>();

    Grammar(Random random) {
        this.random = random;
        blobs.add(Contents.text("{}"));
        manifests.add(Contents.text("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[]}"));
        uploads.add("/v2/a/blobs/uploads/00000000-0000-4000-8000-000000000000?state=k.0.1." + "0".repeat(64));
        downloads.add("/download/0/sha256/0/0?state=k.1." + "0".repeat(64));
    }

    Ask next() {
        var base = "/v2/" + any(REPOSITORIES);
        var blob = any(blobs);
        return switch (random.nextInt(16)) {
            case 0 -> Ask.of("POST", base + "/blobs/uploads/");
            case 1 ->
                Ask.of("POST", base + "/blobs/uploads/?digest=" + digest(newBlob()))
                        .body(any(blobs));
            case 2 -> framed(pushed(base));
            case 3 ->
                framed(Ask.of("PATCH", any(uploads))
                        .header("Content-Range: 0-" + Math.max(0, blob.length - 1))
                        .body(blob));
            case 4 -> framed(Ask.of("PATCH", any(uploads)).body(blob));
            case 5 ->
                framed(Ask.of("PUT", any(uploads) + "&digest=" + digest(blob))
                        .body(random.nextBoolean() ? blob : new byte[0]));
            case 6 -> Ask.of(random.nextBoolean() ? "GET" : "DELETE", any(uploads));
            case 7 -> Ask.of("POST", base + "/blobs/uploads/?mount=" + digest(blob) + "&from=" + any(REPOSITORIES));
            case 8 -> image(base);
            case 9 ->
                framed(Ask.of("PUT", base + "/manifests/" + digest(any(manifests)))
                        .header("Content-Type: " + IMAGE)
                        .body(any(manifests)));
            case 10 -> Ask.of(any(List.of("GET", "HEAD")), base + "/manifests/" + reference());
            case 11 -> Ask.of(any(List.of("GET", "GET", "HEAD", "DELETE")), base + "/blobs/" + digest(blob));
            case 12 -> Ask.of("GET", base + "/tags/list?n=" + random.nextInt(5) + "&last=" + any(TAGS));
            case 13 -> Ask.of("GET", base + "/referrers/" + digest(any(manifests)) + "?artifactType=a/b");
            case 14 -> ranged(Ask.of("GET", any(downloads)));
            default -> rare(base);
        };
    }

    /** Keeps what later requests need. */
    void learn(Ask ask, Answer answer) {
        var location = answer.header("location");
        if (answer.status() == 202 && location.contains("?state=")) {
            remember(uploads, location.substring(location.indexOf("/v2/")));
        } else if (answer.status() == 307) {
            remember(downloads, location.substring(location.indexOf("/download/")));
        }
        if (ask.method().equals("PUT") && location.contains("/manifests/sha") && answer.status() == 201) {
            remember(manifests, ask.body());
        }
    }

    private Ask rare(String base) {
        return switch (random.nextInt(6)) {
            case 0 -> Ask.of("GET", "/v2/_catalog?n=" + random.nextInt(5));
            case 1 -> Ask.of("GET", "/v2/");
            case 2 -> Ask.of("DELETE", base + "/manifests/" + reference());
            case 3 -> Ask.of("POST", parts()).body("{\"count\":" + random.nextInt(5) + "}");
            case 4 ->
                Ask.of("PUT", parts())
                        .body("{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"\\\"x\\\"\",\"size\":8388608}]}");
            default -> large(base);
        };
    }

    private Ask large(String base) {
        var content = Contents.random(random.nextInt(3), LARGE);
        return switch (random.nextInt(3)) {
            case 0 -> Ask.of("PUT", any(uploads) + "&digest=" + digest(content)).body(content);
            case 1 -> Ask.of("PATCH", any(uploads)).body(content).chunked(100_000);
            default ->
                Ask.of("POST", base + "/blobs/uploads/?digest=" + digest(content))
                        .body(content);
        };
    }

    private String parts() {
        return any(uploads).replaceFirst("\\?", "/parts?");
    }

    private Ask pushed(String base) {
        var blob = any(blobs);
        return Ask.of("POST", base + "/blobs/uploads/?digest=" + digest(blob)).body(blob);
    }

    private Ask image(String base) {
        var blob = any(blobs);
        var text = Contents.image(any(blobs), blob);
        if (random.nextInt(3) == 0) {
            text = text.replaceFirst("\\{", "{\"subject\":" + Contents.descriptor(IMAGE, any(manifests)) + ",");
        }
        var more = random.nextInt(4) == 0 ? "?tag=" + any(TAGS) : "";
        return framed(Ask.of("PUT", base + "/manifests/" + any(TAGS) + more)
                .header("Content-Type: " + IMAGE)
                .body(text));
    }

    private byte[] newBlob() {
        var blob = Contents.random(random.nextInt(20), random.nextInt(10) == 0 ? 100_000 : random.nextInt(300));
        remember(blobs, blob);
        return blob;
    }

    private String reference() {
        return random.nextBoolean() ? any(TAGS) : digest(any(manifests));
    }

    private String digest(byte[] content) {
        return Contents.digest(random.nextInt(5) == 0 ? "sha512" : "sha256", content);
    }

    private Ask framed(Ask ask) {
        return random.nextInt(4) == 0 ? ask.chunked(1 + random.nextInt(200_000)) : ask;
    }

    private Ask ranged(Ask ask) {
        return random.nextBoolean() ? ask : ask.header("Range: bytes=" + random.nextInt(9) + "-" + random.nextInt(99));
    }

    private <T> void remember(List<T> known, T value) {
        if (known.size() < MOST_KNOWN) {
            known.add(value);
        } else {
            known.set(random.nextInt(MOST_KNOWN), value);
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
