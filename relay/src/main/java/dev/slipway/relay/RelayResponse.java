package dev.slipway.relay;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to answer. {@code Content-Length}, {@code Date} and whatever else belongs to one connection are for the server to
 * add; header names are compared without case.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record RelayResponse(int status, Map<String, List<String>> headers, byte[] body) {

    public RelayResponse {
        var caseless = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> caseless.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(caseless);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
