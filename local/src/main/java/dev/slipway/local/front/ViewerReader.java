package dev.slipway.local.front;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.local.edge.EdgeRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes of an exchange what the edge gets to see. */
final class ViewerReader {

    private static final Set<String> PROTOCOLS = Set.of("HTTP/1.0", "HTTP/1.1");

    /** A path with its query and all headers, in characters: what CloudFront takes, with some room. */
    private static final int LARGEST_HEAD = 32 << 10;

    private static final int MOST_FIELDS = 100;

    private ViewerReader() {}

    static EdgeRequest read(HttpExchange exchange) throws MalformedException {
        if (!PROTOCOLS.contains(exchange.getProtocol())) {
            throw new MalformedException("HTTP/1.1 is spoken here");
        }
        var headers = lowerCase(exchange.getRequestHeaders());
        if (headers.getOrDefault("host", List.of()).size() != 1) {
            throw new MalformedException("one Host is needed");
        }
        var target = target(exchange.getRequestURI());
        checkSize(headers, target);
        int mark = target.indexOf('?');
        return new EdgeRequest(
                exchange.getRequestMethod(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    /** The length of the body in bytes; -1 where it comes in chunks, 0 where there is none. */
    static long length(EdgeRequest viewer) throws MalformedException {
        if (viewer.headers().containsKey("transfer-encoding")) {
            return -1;
        }
        var length =
                viewer.headers().getOrDefault("content-length", List.of("0")).getFirst();
        if (!length.chars().allMatch(Character::isDigit) || length.isEmpty()) {
            throw new MalformedException("Content-Length must be digits");
        }
        return Long.parseLong(length);
    }

    /** Path and query as they came, whether or not the client named a scheme and a host before them. */
    private static String target(URI uri) throws MalformedException {
        var text = uri.toString();
        if (uri.isAbsolute()) {
            int path = text.indexOf('/', text.indexOf("//") + 2);
            text = path < 0 ? "/" : text.substring(path);
        }
        if (!text.startsWith("/") || text.indexOf('#') >= 0) {
            throw new MalformedException("a request asks for a path");
        }
        return text;
    }

    /** The server's own limits are far higher. */
    private static void checkSize(Map<String, List<String>> headers, String target) throws MalformedException {
        int fields = 0;
        int size = target.length();
        for (var header : headers.entrySet()) {
            for (var value : header.getValue()) {
                fields++;
                size += header.getKey().length() + value.length();
            }
        }
        if (fields > MOST_FIELDS || size > LARGEST_HEAD) {
            throw new MalformedException(431, "the request's head is too large");
        }
    }

    private static Map<String, List<String>> lowerCase(Headers headers) {
        var map = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> map.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return map;
    }
}
