package dev.slipway.local.front;

import java.util.List;
import java.util.Map;

/**
 * A client's request, without its body.
 *
 * @param uri the path as on the wire
 * @param query as on the wire, without the question mark; may be empty
 * @param headers by lower-case name
 * @param address where the connection comes from
 */
public record Viewer(String method, String uri, String query, Map<String, List<String>> headers, String address) {}
