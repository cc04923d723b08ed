package dev.slipway.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Collects what a handler's response says, in the order it comes, and makes of it what API Gateway sends. */
final class ResponseBuilder {

    /** What a gateway says for itself, whatever a handler says. */
    private static final Set<String> OWN = Set.of(
            "connection", "content-length", "date", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    private final Map<String, List<String>> headers = new TreeMap<>();
    private int status;
    private String body = "";
    private boolean base64;

    void status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a status: " + status);
        }
        this.status = status;
    }

    boolean hasStatus() {
        return status != 0;
    }

    void body(String body) {
        this.body = body;
    }

    void base64(boolean base64) {
        this.base64 = base64;
    }

    void header(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || !all(lower, ResponseBuilder::isInName)) {
            throw new IllegalArgumentException("not the name of a header: " + name);
        }
        if (!all(value, ResponseBuilder::isInValue)) {
            throw new IllegalArgumentException("not the value of a header: " + name);
        }
        if (!OWN.contains(lower)) {
            headers.computeIfAbsent(lower, key -> new ArrayList<>()).add(value);
        }
    }

    ApiResponse build() {
        var bytes = base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            headers.putIfAbsent("content-type", List.of("text/plain;charset=UTF-8"));
        }
        return new ApiResponse(status, headers, bytes);
    }

    private static boolean all(String text, IntPredicate allowed) {
        for (int index = 0; index < text.length(); index++) {
            if (!allowed.test(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInName(int character) {
        return (Character.isLetterOrDigit(character) && character < 0x80) || "!#$%&'*+-.^_`|~".indexOf(character) >= 0;
    }

    private static boolean isInValue(int character) {
        return character == '\t' || (character >= ' ' && character != 0x7f && character <= 0xff);
    }
}
