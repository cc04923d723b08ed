package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.registry.error.ErrorCode;
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

    /** The specification's error, for what no part of the registry has an answer to. The message needs no escapes. */
    static Answer error(int status, ErrorCode code, String message) {
        return of(status, "application/json", errorBody(code, message));
    }

    static String errorBody(ErrorCode code, String message) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message);
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
