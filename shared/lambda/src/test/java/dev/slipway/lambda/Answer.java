package dev.slipway.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a handler has answered, to API Gateway. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** The headers that every answer has. */
    private static final Set<String> OF_ALL = Set.of("docker-distribution-api-version", "slipway-cost");

    @SuppressWarnings("unchecked") // headers are an object of texts
    public static Answer read(byte[] json) {
        var members = Json.read(json);
        return new Answer(
                ((Number) members.getOrDefault("statusCode", 0L)).intValue(),
                new TreeMap<>((Map<String, String>) members.getOrDefault("headers", Map.of())),
                Base64.getDecoder().decode((String) members.getOrDefault("body", "")));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The status, the headers that not every answer has, sorted by name, the body; one line each. */
    public String whole() {
        var lines = headers.entrySet().stream()
                .filter(header -> !OF_ALL.contains(header.getKey()))
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .collect(Collectors.joining());
        return status + "\n" + lines + text();
    }

    /** The status and the code of an error, such as {@code 404 NAME_UNKNOWN}. */
    public String error() {
        var text = text();
        if (!text.startsWith("{\"errors\":[{\"code\":\"")) {
            return status + " without an error";
        }
        return status + " " + text.split("\"", -1)[5];
    }
}
