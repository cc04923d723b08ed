package dev.slipway.local.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A whole answer. Its text is its body, byte by character. */
record Reply(int status, Map<String, String> headers, String text) {

    static Reply of(int status) {
        return new Reply(status, Map.of("content-type", "text/html"), "<html></html>");
    }

    static Reply read(InputStream in, Asked asked) throws IOException {
        var status = Integer.parseInt(Asked.line(in).split(" ", 3)[1]);
        var headers = Asked.headers(in);
        return new Reply(status, headers, new String(body(in, asked, status, headers), StandardCharsets.ISO_8859_1));
    }

    private static byte[] body(InputStream in, Asked asked, int status, Map<String, String> headers)
            throws IOException {
        if (asked.method().equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        var length = Optional.ofNullable(headers.get("content-length"));
        return length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = Integer.parseInt(Asked.line(in), 16);
            body.write(in.readNBytes(size));
            Asked.line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    /** Whether more is to come. */
    boolean isInterim() {
        return status < 200;
    }

    /** A header's value; empty where there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    Reply status(int other) {
        return new Reply(other, headers, text);
    }

    Reply text(String other) {
        return new Reply(status, headers, other);
    }

    Reply without(String name) {
        var fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new Reply(status, fewer, text);
    }

    Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, text);
    }

    /** The same with one header called otherwise. */
    Reply renamed(String name, String other) {
        return headers.containsKey(name) ? without(name).with(other, header(name)) : this;
    }

    byte[] bytes(Asked asked) {
        var all = new LinkedHashMap<>(headers);
        all.remove("transfer-encoding");
        if (!isInterim()) {
            all.put("connection", "close");
            if (!asked.method().equals("HEAD")) {
                all.put("content-length", "" + text.length());
            }
        }
        var head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return (head + "\r\n" + text).getBytes(StandardCharsets.ISO_8859_1);
    }
}
