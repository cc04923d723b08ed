package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeDecision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is sent to a viewer.
 *
 * @param headers by lower-case name; a {@code content-length} counts only in the answer to a HEAD
 */
public record Answer(int status, Map<String, List<String>> headers, Body body) {

    /** What the edge answers by itself. */
    static Answer of(EdgeDecision.Answer answer) {
        return new Answer(
                answer.status(), answer.headers(), Body.of(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    /** An answer of a few words, for what no part of the registry has an answer to. */
    static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static Answer of(int status, String type, String text) {
        return new Answer(
                status, Map.of("content-type", List.of(type)), Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with one more header, or another value for it. */
    Answer with(String name, String value) {
        var copy = new TreeMap<>(headers);
        copy.put(name, List.of(value));
        return new Answer(status, copy, body);
    }
}
