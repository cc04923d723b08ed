package dev.slipway.local.edge;

import java.util.List;
import java.util.Map;

/**
 * A request as a viewer sent it, without its body, which no edge function sees.
 *
 * @param uri the path as sent, percent-encoding and all
 * @param query what follows the question mark as sent, empty where nothing does
 * @param headers by name, in any case; names that differ only in case are taken together
 * @param address the viewer's IP address
 */
public record EdgeRequest(String method, String uri, String query, Map<String, List<String>> headers, String address) {

    public EdgeRequest {
        headers = Map.copyOf(headers);
    }
}
