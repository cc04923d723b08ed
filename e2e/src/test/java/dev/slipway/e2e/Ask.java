package dev.slipway.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request, as wrong as one likes.
 *
 * @param target path and query, sent as they are
 * @param headers lines such as {@code Range: bytes=0-1}, sent as they are
 * @param body sent as it is, with a {@code Content-Length} unless the headers speak of its length
 */
record Ask(String method, String target, List<String> headers, byte[] body) {

    Ask {
        headers = List.copyOf(headers);
    }

    static Ask of(String method, String target) {
        return new Ask(method, target, List.of(), new byte[0]);
    }

    Ask header(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new Ask(method, target, more, body);
    }

    Ask body(byte[] content) {
        return new Ask(method, target, headers, content);
    }

    Ask body(String content) {
        return body(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with its body as one chunk after the other, of no length known before. */
    Ask chunked(int size) {
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            int length = Math.min(size, body.length - at);
            out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, length);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return header("Transfer-Encoding: chunked").body(out.toByteArray());
    }

    /** What goes over the wire; the connection ends with the answer. */
    byte[] bytes(String host) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (!has("host")) {
            head.append("Host: ").append(host).append("\r\n");
        }
        head.append("Connection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        boolean measured = has("content-length") || has("transfer-encoding");
        if (!measured && (body.length > 0 || method.startsWith("P"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private boolean has(String name) {
        return headers.stream().anyMatch(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }
}
