package dev.slipway.local.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes what CloudFront hands to a function: the event object of "CloudFront Functions event structure". Cookies stay a
 * header here. Headers that belong to one connection are dropped, since CloudFront shows them to no function.
 */
final class EventWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade");

    private EventWriter() {}

    static String viewerRequest(EdgeRequest request) {
        return event(generator -> {
            viewer(generator, request.address());
            request(generator, request.method(), request.uri(), request.query(), request.headers());
        });
    }

    /** All of a response but one header. */
    static String viewerResponse(EdgeDecision.Forward request, EdgeResponse response, String without) {
        var headers = headers(response.headers(), without);
        return event(generator -> {
            request(generator, request.method(), request.uri(), request.query(), request.headers());
            generator.writeObjectFieldStart("response");
            generator.writeNumberField("statusCode", response.status());
            fields(generator, "headers", headers);
            generator.writeEndObject();
        });
    }

    private static String event(Body body) {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("version", "1.0");
            body.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A viewer on a link-local address has a zone behind it, {@code fe80::1%eth0}, that means nothing elsewhere. */
    private static void viewer(JsonGenerator generator, String address) throws IOException {
        generator.writeObjectFieldStart("viewer");
        generator.writeStringField("ip", address.replaceFirst("%.*", ""));
        generator.writeEndObject();
    }

    private static void request(
            JsonGenerator generator, String method, String uri, String query, Map<String, List<String>> headers)
            throws IOException {
        generator.writeObjectFieldStart("request");
        generator.writeStringField("method", method);
        generator.writeStringField("uri", uri);
        fields(generator, "querystring", Query.parse(query));
        fields(generator, "headers", headers(headers, ""));
        fields(generator, "cookies", Map.of());
        generator.writeEndObject();
    }

    private static Map<String, List<String>> headers(Map<String, List<String>> headers, String without) {
        var lower = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> {
            var key = name.toLowerCase(Locale.ROOT);
            if (!key.equals(without) && !CONNECTION.contains(key) && !values.isEmpty()) {
                lower.computeIfAbsent(key, ignored -> new ArrayList<>()).addAll(values);
            }
        });
        return lower;
    }

    private static void fields(JsonGenerator generator, String field, Map<String, List<String>> fields)
            throws IOException {
        generator.writeObjectFieldStart(field);
        for (var entry : fields.entrySet()) {
            generator.writeObjectFieldStart(entry.getKey());
            generator.writeStringField("value", entry.getValue().getFirst());
            if (entry.getValue().size() > 1) {
                multiValue(generator, entry.getValue());
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    private static void multiValue(JsonGenerator generator, List<String> values) throws IOException {
        generator.writeArrayFieldStart("multiValue");
        for (var value : values) {
            generator.writeStartObject();
            generator.writeStringField("value", value);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator generator) throws IOException;
    }
}
