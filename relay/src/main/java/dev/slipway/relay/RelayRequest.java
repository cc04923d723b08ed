package dev.slipway.relay;

import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a client sent. The target is the path with its query, percent-encoded as it came; the length is that of the body
 * in bytes, absent when the client did not say.
 */
public record RelayRequest(
        String method, String target, Map<String, List<String>> headers, InputStream body, OptionalLong length) {

    public RelayRequest {
        var caseless = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> caseless.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(caseless);
    }

    /** The first value of a header, whatever the case of its name. */
    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
