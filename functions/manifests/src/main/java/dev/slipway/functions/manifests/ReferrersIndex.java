package dev.slipway.functions.manifests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.manifest.MediaType;
import dev.slipway.registry.manifest.Referrer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Referrers as the image index that the specification answers them in. */
final class ReferrersIndex {

    private static final JsonFactory JSON = new JsonFactory();

    private ReferrersIndex() {}

    static byte[] of(List<Referrer> referrers) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", MediaType.OCI_INDEX.toString());
            json.writeArrayFieldStart("manifests");
            for (var referrer : referrers) {
                write(json, referrer);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Referrer referrer) throws IOException {
        json.writeStartObject();
        json.writeStringField("mediaType", referrer.mediaType());
        json.writeStringField("digest", referrer.digest().toString());
        json.writeNumberField("size", referrer.size());
        if (!referrer.artifactType().isEmpty()) {
            json.writeStringField("artifactType", referrer.artifactType());
        }
        if (!referrer.annotations().isEmpty()) {
            json.writeObjectFieldStart("annotations");
            for (var annotation : referrer.annotations().entrySet()) {
                json.writeStringField(annotation.getKey(), annotation.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
