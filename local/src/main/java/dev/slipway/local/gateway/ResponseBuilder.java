package dev.slipway.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what a handler's response says, in the order it comes, and makes of it what API Gateway sends. */
final class ResponseBuilder {

    /** What a gateway says for itself, whatever a handler says. */
    private static final Set<String> OWN = Set.of(
            "connection", "content-length", "date", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** What names have beside letters and digits (RFC 9110, section 5.6.2). */
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private static final char END_OF_ASCII = 0x80;
    private static final char DELETE = 0x7f;

    /** The last character of those that a header has. */
    private static final char LAST = 0xff;

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
        if (!isName(lower)) {
            throw new IllegalArgumentException("not the name of a header: " + name);
        }
        if (!isValue(value)) {
            throw new IllegalArgumentException("not the value of a header: " + name);
        }
        if (!OWN.contains(lower)) {
            headers.merge(lower, List.of(value), ResponseBuilder::both);
        }
    }

    /** What API Gateway sends, with the request's id, by which the log can be searched. */
    ApiResponse build(String id) {
        var bytes = base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            headers.putIfAbsent("content-type", List.of("text/plain;charset=UTF-8"));
        }
        headers.put(ApiResponse.ID, List.of(id));
        return new ApiResponse(status, headers, bytes);
    }

    private static List<String> both(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static boolean isName(String text) {
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c >= END_OF_ASCII || !(Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isValue(String text) {
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c > LAST || c == DELETE || (c < ' ' && c != '\t')) {
                return false;
            }
        }
        return true;
    }
}
