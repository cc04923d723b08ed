package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.lambda.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;

/** Answers that are one JSON object. */
final class JsonAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonAnswer() {}

    /** Writes the members of an object that is begun. */
    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes one entry of a list. */
    @FunctionalInterface
    interface Entry<T> {
        void write(JsonGenerator json, T entry) throws IOException;
    }

    static Response of(int status, Members members) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.of(status).body("application/json", out.toByteArray());
    }

    /** A member that is a list of objects. */
    static <T> void objects(JsonGenerator json, String name, Collection<T> entries, Entry<T> entry) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : entries) {
            json.writeStartObject();
            entry.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A member that is a list of texts. */
    static void texts(JsonGenerator json, String name, Collection<?> values) throws IOException {
        json.writeFieldName(name);
        var texts = values.stream().map(Object::toString).toArray(String[]::new);
        json.writeArray(texts, 0, texts.length);
    }

    /** A member that is a moment, as RFC 3339 writes it, from seconds since 1970. */
    static void time(JsonGenerator json, String name, long seconds) throws IOException {
        json.writeStringField(name, Instant.ofEpochSecond(seconds).toString());
    }
}
