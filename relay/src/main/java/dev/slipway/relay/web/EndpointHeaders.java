package dev.slipway.relay.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which headers pass a Web Function's endpoint. */
final class EndpointHeaders {

    private static final Set<String> REMOVED = Set.of(
            "connection",
            "keep-alive",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "x-real-ip",
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
            "content-length",
            "transfer-encoding");

    private EndpointHeaders() {}

    /** Those of a request on their way to the program; the framing of the body is whoever sends it to say. */
    static Map<String, List<String>> toFunction(Map<String, List<String>> headers) {
        var kept = kept(headers);
        kept.keySet().removeIf(name -> name.startsWith("lambda-web-"));
        kept.put("lambda-web-request-id", List.of("local"));
        kept.put("lambda-web-endpoint-name", List.of("local"));
        return kept;
    }

    /** Those of an answer on their way to the client. */
    static Map<String, List<String>> toClient(Map<String, List<String>> headers) {
        var kept = kept(headers);
        kept.remove("date");
        return kept;
    }

    private static Map<String, List<String>> kept(Map<String, List<String>> headers) {
        var kept = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> kept.put(name.toLowerCase(Locale.ROOT), values));
        var named = kept.getOrDefault("connection", List.of()).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        kept.keySet().removeIf(name -> REMOVED.contains(name) || named.contains(name));
        return kept;
    }
}
