package dev.slipway.local.gateway;

import java.util.List;
import java.util.Map;

/**
 * A request as it comes to API Gateway.
 *
 * @param path as on the wire, without the query
 * @param query as on the wire, without the question mark; may be empty
 * @param headers by lower-case name
 * @param address where the connection comes from
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record ApiRequest(
        String method, String path, String query, Map<String, List<String>> headers, String address, byte[] body) {

    /** The first header of this lower-case name; empty where there is none. */
    String header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
