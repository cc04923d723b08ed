package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/** Makes of a request what the edge gets to see. */
final class ViewerReader {

    /** A path with its query and all headers, in characters: what CloudFront takes. */
    static final int LARGEST_HEAD = 20 << 10;

    private static final int MOST_FIELDS = 100;

    private ViewerReader() {}

    static EdgeRequest read(Request request) throws MalformedException {
        var headers = lowerCase(request.getHeaders());
        if (headers.getOrDefault("host", List.of()).size() != 1) {
            throw new MalformedException("one Host is needed");
        }
        var target = target(request);
        checkSize(headers, target);
        int mark = target.indexOf('?');
        return new EdgeRequest(
                request.getMethod(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                address(request));
    }

    /** The length of the body in bytes; -1 where it comes in chunks, 0 where there is none. */
    static long length(EdgeRequest viewer) throws MalformedException {
        var encodings = viewer.headers().getOrDefault("transfer-encoding", List.of());
        if (!encodings.isEmpty()) {
            if (encodings.size() > 1 || !encodings.getFirst().equalsIgnoreCase("chunked")) {
                throw new MalformedException(501, "chunks are the one transfer encoding here");
            }
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
    private static String target(Request request) throws MalformedException {
        var uri = request.getHttpURI();
        var text = uri.getPathQuery();
        if (HttpMethod.CONNECT.is(request.getMethod())
                || text == null
                || !text.startsWith("/")
                || uri.getFragment() != null) {
            throw new MalformedException("a request asks for a path");
        }
        try {
            new URI("http://host" + text);
            return text;
        } catch (URISyntaxException e) {
            throw new MalformedException("a path of bad form");
        }
    }

    /** The server's own limits are far higher. */
    private static void checkSize(Map<String, List<String>> headers, String target) throws MalformedException {
        int fields = headers.values().stream().mapToInt(List::size).sum();
        if (fields > MOST_FIELDS || target.length() + size(headers) > LARGEST_HEAD) {
            throw new MalformedException(431, "the request's head is too large");
        }
    }

    /** The names and values of headers, in characters. */
    static int size(Map<String, List<String>> headers) {
        int size = 0;
        for (var header : headers.entrySet()) {
            for (var value : header.getValue()) {
                size += header.getKey().length() + value.length();
            }
        }
        return size;
    }

    private static Map<String, List<String>> lowerCase(HttpFields fields) {
        var map = new TreeMap<String, List<String>>();
        for (var field : fields) {
            var value = field.getValue();
            map.computeIfAbsent(field.getLowerCaseName(), _ -> new ArrayList<>(1))
                    .add(value == null ? "" : value);
        }
        return map;
    }

    private static String address(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress client
                ? client.getAddress().getHostAddress()
                : "";
    }
}
