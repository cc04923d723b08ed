package dev.slipway.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bends a request: its method, its path and query, its headers, its body, or its very bytes. */
final class Mutation {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "X");
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "/../",
            "/./",
            "%2e%2e",
            "%2F",
            "%00",
            "%0d%0a",
            "%",
            "%ff",
            "%25",
            "?",
            "&",
            "=",
            "#",
            ":",
            "@",
            ";",
            "..",
            "\\",
            "|",
            "\"",
            "<",
            "{",
            "sha256:",
            "sha512:",
            "md5:",
            "-1",
            "0",
            "99999999999999999999",
            "blobs",
            "uploads",
            "manifests",
            "tags/list",
            "?digest=",
            "&digest=",
            "&state=",
            "&repository=b",
            "&mount=",
            "&n=",
            "&last=",
            "&tag=",
            "\u00e9",
            "a".repeat(300),
            "/a".repeat(200));
    private static final List<String> HEADERS = List.of(
            "Content-Length: 0",
            "Content-Length: -1",
            "Content-Length: 5",
            "Content-Length: 99999999999999999999",
            "Content-Length: x",
            "Content-Length: 5000000",
            "Content-Length: 6000000000",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunked, chunked",
            "Content-Range: 0-0",
            "Content-Range: 5-1",
            "Content-Range: bytes 0-9/10",
            "Content-Range: -",
            "Range: bytes=-",
            "Range: bytes=5-1",
            "Range: bytes=0-1,3-4",
            "Range: bytes=-99999999999999999999",
            "If-Match: *",
            "If-None-Match: *",
            "If-Modified-Since: yesterday",
            "If-Range: \"x\"",
            "Host: ",
            "Host: a b",
            "Host: a\"b",
            "Host: [::1]:5",
            "Content-Type: text/plain",
            "Content-Type: ",
            "Content-Type: \u00ff;;;",
            "Content-Encoding: gzip",
            "Authorization: Bearer x",
            "Authorization: \u00e9",
            "slipway-viewer: x",
            "slipway-repository: x",
            "slipway-content-length: 7",
            "x-amz-checksum-sha256: AAAA",
            "Cookie: a=b; c",
            "Expect: 100-continue",
            "Expect: x",
            "Upgrade: h2c",
            "Connection: upgrade",
            "Accept: \u0001",
            "X: " + "y".repeat(40_000),
            ": empty",
            "no colon",
            " folded: x",
            "Accept-Encoding: gzip");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** The request with one to three things wrong, or, by chance, with none. */
    Ask of(Ask ask) {
        var bent = ask;
        for (int time = random.nextInt(3); time >= 0; time--) {
            bent = once(bent);
        }
        return bent;
    }

    /** Now and then bends the bytes themselves. */
    byte[] of(byte[] request) {
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(request, random.nextInt(request.length));
            case 1 -> {
                var copy = request.clone();
                copy[random.nextInt(Math.min(copy.length, 600))] = (byte) random.nextInt(256);
                yield copy;
            }
            default -> request;
        };
    }

    private Ask once(Ask ask) {
        return switch (random.nextInt(7)) {
            case 0 -> new Ask(any(METHODS), ask.target(), ask.headers(), ask.body());
            case 1, 2 -> new Ask(ask.method(), target(ask.target()), ask.headers(), ask.body());
            case 3, 4 -> ask.header(any(HEADERS));
            case 5 -> ask.body(content(ask.body()));
            default -> new Ask(ask.method(), ask.target(), without(ask.headers()), ask.body());
        };
    }

    private String target(String target) {
        int at = random.nextInt(target.length() + 1);
        return switch (random.nextInt(5)) {
            case 0 -> target.substring(0, at);
            case 1 -> target.substring(at);
            case 2 ->
                target.substring(0, at)
                        + (char) (33 + random.nextInt(94))
                        + target.substring(Math.min(target.length(), at + 1));
            default -> target.substring(0, at) + any(PIECES) + target.substring(at);
        };
    }

    private byte[] content(byte[] content) {
        if (content.length == 0) {
            return Contents.random(random.nextLong(), random.nextInt(100));
        }
        int at = random.nextInt(content.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(content, at);
            case 1 -> Arrays.copyOf(content, content.length + random.nextInt(2000));
            case 2 -> Contents.text("{\"a\":[".repeat(random.nextInt(200)));
            default -> {
                var copy = content.clone();
                copy[at] ^= (byte) (1 << random.nextInt(8));
                yield copy;
            }
        };
    }

    private List<String> without(List<String> headers) {
        var fewer = new ArrayList<>(headers);
        if (!fewer.isEmpty()) {
            fewer.remove(random.nextInt(fewer.size()));
        }
        return fewer;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
