package dev.slipway.lambda;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer: a status, headers with names in lower case, and a body. */
public final class Response {

    /** Where a handler puts the length of a body that it does not send; the edge makes it {@code Content-Length}. */
    private static final String LENGTH_OF_HEAD = "slipway-content-length";

    /** {@code HTTP/1.1 200 OK}, two line ends around the headers. */
    private static final long STATUS_LINE = 19;

    /** A colon, a space and a line end. */
    private static final int HEADER_FRAME = 4;

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = {};

    private final int status;

    /** Each name and, after it, its value: the few are found faster than in a map, and a map is slow to copy. */
    private final String[] headers;

    private final byte[] body;

    private Response(int status, String[] headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public static Response of(int status) {
        return new Response(status, new String[0], NOTHING);
    }

    public int status() {
        return status;
    }

    /** In the order in which they were said. */
    public Map<String, String> headers() {
        var all = new LinkedHashMap<String, String>();
        for (var at = 0; at < headers.length; at += 2) {
            all.put(headers[at], headers[at + 1]);
        }
        return all;
    }

    /** The value of one header; empty for none. */
    Optional<String> header(String name) {
        var at = find(name);
        return at < headers.length ? Optional.of(headers[at + 1]) : Optional.empty();
    }

    /** The body's bytes; not copied, not to be changed. */
    public byte[] body() {
        return body;
    }

    /** The same with one more header, or another value for it. */
    public Response header(String name, Object value) {
        var at = find(name);
        var more = Arrays.copyOf(headers, Math.max(headers.length, at + 2));
        more[at] = name;
        more[at + 1] = value.toString();
        return new Response(status, more, body);
    }

    public Response body(String contentType, byte[] content) {
        return new Response(status, headers, content).header("content-type", contentType);
    }

    public Response body(String contentType, String content) {
        return body(contentType, content.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer to HEAD: the type and length in bytes of what GET would answer. */
    public Response head(String contentType, long length) {
        return header("content-type", contentType).header(LENGTH_OF_HEAD, length);
    }

    /** How long it is as a viewer gets it, head and body, in bytes; CloudFront's own headers are not in it. */
    long length() {
        var length = STATUS_LINE + body.length;
        for (var text : headers) { // a stream takes as long as some requests' reads
            length += text.length();
        }
        return length + (long) HEADER_FRAME * headers.length / 2;
    }

    void write(OutputStream out) throws IOException {
        try (var json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", status);
            json.writeObjectFieldStart("headers");
            for (var at = 0; at < headers.length; at += 2) {
                json.writeStringField(headers[at], headers[at + 1]);
            }
            json.writeEndObject();
            json.writeBooleanField("isBase64Encoded", true);
            json.writeBinaryField("body", body);
            json.writeEndObject();
        }
    }

    /** Where a header's name is, or would come. */
    private int find(String name) {
        var at = 0;
        while (at < headers.length && !headers[at].equals(name)) {
            at += 2;
        }
        return at;
    }
}
