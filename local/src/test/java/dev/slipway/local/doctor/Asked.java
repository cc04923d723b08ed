package dev.slipway.local.doctor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The head of a request: its target as it was sent, its headers by lower-case name. */
record Asked(String method, String target, Map<String, String> headers) {

    static Asked read(InputStream in) throws IOException {
        var line = line(in).split(" ", 3);
        return new Asked(line[0], line[1], headers(in));
    }

    static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The size of its body, as it says; -1 where it does not. */
    long length() {
        return header("content-length").map(Long::parseLong).orElse(-1L);
    }

    boolean isChunked() {
        return headers.containsKey("transfer-encoding");
    }

    /** Whether it is of this kind. */
    boolean is(String kind, String path) {
        return method.equals(kind) && target.matches(path);
    }

    /** Which check asks. */
    boolean isFor(String check) {
        return header("user-agent").orElse("").endsWith("/" + check);
    }

    Asked to(String other) {
        return new Asked(method, other, headers);
    }

    Asked without(String name) {
        var fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new Asked(method, target, fewer);
    }

    Asked with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Asked(method, target, more);
    }

    byte[] bytes() {
        var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
