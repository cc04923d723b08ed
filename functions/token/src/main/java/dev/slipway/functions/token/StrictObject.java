package dev.slipway.functions.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object in which no name occurs twice at any depth: RFC 7515 leaves it to the reader which of two would count (section
 * 4), and two readers may differ.
 *
 * @param kinds of the members' values, by the members' names
 * @param scalars the values that are texts, numbers or truth values, as texts
 */
record StrictObject(Map<String, JsonToken> kinds, Map<String, String> scalars) {

    private static final int DEEPEST = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** Throws {@link IOException} for what is no such object. */
    static StrictObject read(byte[] bytes) throws IOException {
        try (var parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            var object = new StrictObject(new HashMap<>(), new HashMap<>());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                object.readMember(parser);
            }
            if (parser.nextToken() != null) {
                throw new IOException("something follows the object");
            }
            return object;
        }
    }

    boolean has(String name) {
        return kinds.containsKey(name);
    }

    /** A member's value; empty for one that is no text. */
    Optional<String> text(String name) {
        return kinds.get(name) == JsonToken.VALUE_STRING ? Optional.ofNullable(scalars.get(name)) : Optional.empty();
    }

    private void readMember(JsonParser parser) throws IOException {
        var name = parser.currentName();
        var kind = parser.nextToken();
        kinds.put(name, kind);
        switch (kind) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                scalars.put(name, parser.getText());
            default -> parser.skipChildren();
        }
    }
}
