package dev.slipway.local.front;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * What an origin is asked.
 *
 * @param headers by lower-case name
 * @param length of the body, in bytes; -1 when it is not known
 * @param body throws a {@link ViewerGoneException} when the client hangs up or sends less than it said
 */
public record OriginRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        String address,
        long length,
        InputStream body) {

    /** The same with its body read through something else. */
    OriginRequest with(InputStream other) {
        return new OriginRequest(method, path, query, headers, address, length, other);
    }

    /** The first header of this lower-case name; empty where there is none. */
    String header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
