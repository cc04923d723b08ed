package dev.slipway.e2e;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the table: a request and what is answered.
 *
 * @param what the row says
 * @param ask the request; {@code {location}} in its target is the {@code Location} of the last answer that had one, path
 *     and query, and {@code {&}} is what parts a further parameter from it
 * @param status of the answer
 * @param headers regular expressions that values of headers match; the empty one where there must be no such header
 * @param body a regular expression that matches somewhere in the body
 */
record Call(String what, Ask ask, int status, Map<String, String> headers, String body) {

    /** A request without a body, written {@code GET /v2/}. */
    static Call of(String what, String line) {
        var parts = line.split(" ", 2);
        return new Call(what, Ask.of(parts[0], parts[1]), 0, Map.of(), "");
    }

    Call header(String line) {
        return new Call(what, ask.header(line), status, headers, body);
    }

    Call body(String content) {
        return body(Contents.text(content));
    }

    Call body(byte[] content) {
        return new Call(what, ask.body(content), status, headers, body);
    }

    Call chunked() {
        return new Call(what, ask.chunked(60_000), status, headers, body);
    }

    Call is(int expected) {
        return new Call(what, ask, expected, headers, body);
    }

    /** An error in the specification's JSON. */
    Call is(int expected, String code) {
        return is(expected)
                .has("content-type", "application/json")
                .says("^\\{\"errors\":\\[\\{\"code\":\"" + code + "\"");
    }

    Call has(String name, String pattern) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, pattern);
        return new Call(what, ask, status, more, body);
    }

    Call says(String pattern) {
        return new Call(what, ask, status, headers, pattern);
    }
}
