package dev.slipway.lambda;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public static Response of(int status) {
        return new Response(status, Map.of(), NOTHING);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The body's bytes; not copied, not to be changed. */
    public byte[] body() {
        return body;
    }

    public Response header(String name, Object value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value.toString());
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
        for (var header : headers.entrySet()) { // a stream takes as long as some requests' reads
            length +=
                    HEADER_FRAME + header.getKey().length() + header.getValue().length();
        }
        return length;
    }

    void write(OutputStream out) throws IOException {
        try (var json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", status);
            json.writeObjectFieldStart("headers");
            for (var header : headers.entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("isBase64Encoded", true);
            json.writeBinaryField("body", body);
            json.writeEndObject();
        }
    }
}
