package dev.slipway.local.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a request as the event that a handler gets: API Gateway's payload format 2.0. */
final class EventWriter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JsonFactory json = new JsonFactory();
    private volatile Second latest = Second.of(Instant.EPOCH);

    byte[] write(ApiRequest request, Match match, String id, Instant now) {
        var bytes = new ByteArrayBuilder(1024 + request.body().length + request.body().length / 2);
        try (var event = json.createGenerator(bytes)) {
            event.writeStartObject();
            event.writeStringField("version", "2.0");
            event.writeStringField("routeKey", match.route().key());
            event.writeStringField("rawPath", request.path());
            event.writeStringField("rawQueryString", request.query());
            writeHeaders(event, request.headers());
            writeMap(event, "queryStringParameters", QueryString.parse(request.query()));
            writeContext(event, request, match, id, now);
            writeMap(event, "pathParameters", match.variables());
            writeBody(event, request);
            event.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeHeaders(JsonGenerator event, Map<String, List<String>> headers) throws IOException {
        var cookies = headers.getOrDefault("cookie", List.of());
        if (!cookies.isEmpty()) {
            event.writeArrayFieldStart("cookies");
            for (var cookie : String.join("; ", cookies).split("; *", -1)) {
                event.writeString(cookie);
            }
            event.writeEndArray();
        }
        event.writeObjectFieldStart("headers");
        for (var header : headers.entrySet()) {
            if (!header.getKey().equals("cookie")) {
                event.writeStringField(header.getKey(), String.join(",", header.getValue()));
            }
        }
        event.writeEndObject();
    }

    /** A map without entries is left out, as API Gateway does. */
    private static void writeMap(JsonGenerator event, String name, Map<String, String> map) throws IOException {
        if (map.isEmpty()) {
            return;
        }
        event.writeObjectFieldStart(name);
        for (var entry : map.entrySet()) {
            event.writeStringField(entry.getKey(), entry.getValue());
        }
        event.writeEndObject();
    }

    private void writeContext(JsonGenerator event, ApiRequest request, Match match, String id, Instant now)
            throws IOException {
        event.writeObjectFieldStart("requestContext");
        event.writeStringField("accountId", "000000000000");
        event.writeStringField("apiId", "local");
        event.writeStringField("domainName", request.header("host"));
        event.writeStringField("domainPrefix", "local");
        event.writeObjectFieldStart("http");
        event.writeStringField("method", request.method());
        event.writeStringField("path", request.path());
        event.writeStringField("protocol", "HTTP/1.1");
        event.writeStringField("sourceIp", request.address());
        event.writeStringField("userAgent", request.header("user-agent"));
        event.writeEndObject();
        event.writeStringField("requestId", id);
        event.writeStringField("routeKey", match.route().key());
        event.writeStringField("stage", "$default");
        event.writeStringField("time", time(now));
        event.writeNumberField("timeEpoch", now.toEpochMilli());
        event.writeEndObject();
    }

    private static void writeBody(JsonGenerator event, ApiRequest request) throws IOException {
        var text = text(request);
        if (request.body().length > 0) {
            event.writeFieldName("body");
            if (text.isPresent()) {
                event.writeString(text.get());
            } else {
                event.writeBinary(request.body());
            }
        }
        event.writeBooleanField("isBase64Encoded", request.body().length > 0 && text.isEmpty());
    }

    /** The body as text, where its type says that it is and its bytes agree. */
    private static Optional<String> text(ApiRequest request) {
        if (!MediaTypes.isText(request.header("content-type"))) {
            return Optional.empty();
        }
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.body()));
            return Optional.of(decoded.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** To format a time takes longer than all the rest of an event, and many come in one second. */
    private String time(Instant now) {
        var second = latest;
        if (second.epoch() != now.getEpochSecond()) {
            second = Second.of(now);
            latest = second;
        }
        return second.text();
    }

    private record Second(long epoch, String text) {
        static Second of(Instant moment) {
            return new Second(moment.getEpochSecond(), TIME.format(moment));
        }
    }
}
