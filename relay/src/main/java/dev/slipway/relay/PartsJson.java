package dev.slipway.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the registry and whoever sends parts, a relay or {@code slipway push}, write to each other about them. */
public final class PartsJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PartsJson() {}

    /** Asks for some part URLs. */
    public static String count(int count) {
        return "{\"count\":" + count + "}";
    }

    /** Adds parts to an upload that has {@code offset} bytes. */
    public static byte[] list(long offset, List<SentPart> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("offset", offset);
            json.writeArrayFieldStart("parts");
            for (var part : parts) {
                write(json, part);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail to be written", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the answer to {@link #count}; whatever else it says is left out.
     *
     * @throws IOException when it makes no sense
     */
    public static PartsAnswer answer(byte[] body) throws IOException {
        long offset = -1;
        long pending = -1;
        int size = -1;
        var parts = new ArrayList<PartUrl>();
        try (var json = JSON.createParser(body)) {
            expect(json, JsonToken.START_OBJECT);
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "offset" -> offset = json.getLongValue();
                    case "pending" -> pending = json.getLongValue();
                    case "partSize" -> size = json.getIntValue();
                    case "parts" -> parts.addAll(parts(json));
                    default -> json.skipChildren();
                }
            }
            return new PartsAnswer(offset, pending, size, parts);
        } catch (IllegalArgumentException senseless) {
            throw new IOException(senseless);
        }
    }

    /** Whether a body is an error in the registry's words. */
    static boolean isError(byte[] body) {
        try (var json = JSON.createParser(body)) {
            return json.nextToken() == JsonToken.START_OBJECT
                    && "errors".equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.START_ARRAY;
        } catch (IOException otherwise) {
            return false;
        }
    }

    private static void write(JsonGenerator json, SentPart part) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", part.number());
        json.writeStringField("tag", part.tag());
        json.writeNumberField("size", part.size());
        json.writeEndObject();
    }

    private static List<PartUrl> parts(JsonParser json) throws IOException {
        var parts = new ArrayList<PartUrl>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int number = -1;
            String url = "";
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "number" -> number = json.getIntValue();
                    case "url" -> url = json.getText();
                    default -> json.skipChildren();
                }
            }
            parts.add(new PartUrl(number, url));
        }
        return parts;
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IOException("not the expected JSON");
        }
    }
}
