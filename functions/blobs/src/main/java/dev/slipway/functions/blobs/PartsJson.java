package dev.slipway.functions.blobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.slipway.registry.blob.RelayedParts;
import dev.slipway.registry.blob.RelayedParts.PartUrls;
import dev.slipway.registry.blob.RelayedParts.PutPart;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON that relays and handlers exchange ({@code docs/protocol.md}); what is not of its form is refused. */
final class PartsJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST_TAG = 200;
    private static final int MOST_PARTS = 10_000;
    private static final long LARGEST_PART = 5L << 30;

    private PartsJson() {}

    /** What step 5 says. */
    record PutParts(long offset, List<PutPart> parts) {}

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonParser json) throws IOException;
    }

    static int count(byte[] text) {
        return read(text, json -> {
            var count = 0L;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                count = member(json, "count", RelayedParts.MOST_URLS);
            }
            if (count < 1) {
                throw invalid();
            }
            return (int) count;
        });
    }

    static PutParts put(byte[] text) {
        return read(text, json -> {
            var offset = -1L;
            var parts = new ArrayList<PutPart>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals("parts")) {
                    readParts(json, parts);
                } else {
                    offset = member(json, "offset", Long.MAX_VALUE);
                }
            }
            if (offset < 0 || parts.isEmpty()) {
                throw invalid();
            }
            return new PutParts(offset, parts);
        });
    }

    static byte[] urls(PartUrls urls) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("offset", urls.offset());
            json.writeNumberField("pending", urls.pending());
            json.writeNumberField("partSize", RelayedParts.PART_SIZE);
            json.writeArrayFieldStart("parts");
            for (var part : urls.urls()) {
                json.writeStartObject();
                json.writeNumberField("number", part.number());
                json.writeStringField("url", part.url().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void readParts(JsonParser json, List<PutPart> parts) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw invalid();
        }
        while (json.nextToken() == JsonToken.START_OBJECT && parts.size() < MOST_PARTS) {
            parts.add(readPart(json));
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw invalid();
        }
    }

    private static PutPart readPart(JsonParser json) throws IOException {
        var number = 0L;
        var size = 0L;
        var tag = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "number" -> number = member(json, "number", MOST_PARTS);
                case "size" -> size = member(json, "size", LARGEST_PART);
                default -> tag = tag(json);
            }
        }
        if (number < 1 || size < 1 || tag.isEmpty()) {
            throw invalid();
        }
        return new PutPart(new Part((int) number, tag), size);
    }

    private static String tag(JsonParser json) throws IOException {
        if (!json.currentName().equals("tag")
                || json.nextToken() != JsonToken.VALUE_STRING
                || json.getText().length() > LONGEST_TAG) {
            throw invalid();
        }
        return json.getText();
    }

    private static long member(JsonParser json, String name, long most) throws IOException {
        if (!json.currentName().equals(name) || json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw invalid();
        }
        var value = json.getLongValue();
        if (value < 0 || value > most) {
            throw invalid();
        }
        return value;
    }

    private static <T> T read(byte[] text, Reader<T> reader) {
        try (var json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw invalid();
            }
            return reader.read(json);
        } catch (IOException e) {
            throw invalid();
        }
    }

    private static RegistryException invalid() {
        return new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "not what a relay sends");
    }
}
