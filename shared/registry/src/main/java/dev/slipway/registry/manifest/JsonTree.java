package dev.slipway.registry.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object as its members, in order. Strict: one object and nothing after it, no name twice, at most 64 deep; all
 * else is {@code MANIFEST_INVALID}. A member that is {@code null} counts as missing.
 */
final class JsonTree {

    private static final int DEEPEST = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** What no manifest member that is looked at may be: true, false, null in an array, a fraction, a huge number. */
    private enum Other {
        VALUE
    }

    private final Map<String, Object> members;

    private JsonTree(Map<String, Object> members) {
        this.members = members;
    }

    static JsonTree parse(byte[] text) {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("a manifest is a JSON object");
            }
            var tree = object(parser);
            if (parser.nextToken() != null) {
                throw invalid("there is more after the manifest");
            }
            return tree;
        } catch (IOException e) { // also of bytes that are no characters
            throw invalid("not valid JSON");
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<String> text(String name) {
        return member(name, String.class, "a string");
    }

    Optional<Long> whole(String name) {
        return member(name, Long.class, "a whole number");
    }

    Optional<JsonTree> object(String name) {
        return member(name, JsonTree.class, "an object");
    }

    /** The members of an object that are all strings; empty where there is no such object. */
    Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        object(name)
                .ifPresent(object -> object.members
                        .keySet()
                        .forEach(key -> texts.put(key, object.text(key).orElseThrow())));
        return texts;
    }

    /** The elements of an array of objects; empty where there is no such array. */
    List<JsonTree> objects(String name) {
        var objects = new ArrayList<JsonTree>();
        for (var element : member(name, List.class, "an array").orElse(List.of())) {
            if (!(element instanceof JsonTree object)) {
                throw invalid(name + " is not an array of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    static RegistryException invalid(String why) {
        return new RegistryException(ErrorCode.MANIFEST_INVALID, ErrorCode.MANIFEST_INVALID.message() + ": " + why);
    }

    private <T> Optional<T> member(String name, Class<T> type, String what) {
        var member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (!type.isInstance(member)) {
            throw invalid(name + " is not " + what);
        }
        return Optional.of(type.cast(member));
    }

    private static JsonTree object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = wellFormed(parser.currentName());
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                members.put(name, value(parser));
            }
        }
        return new JsonTree(members);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            default -> Other.VALUE;
        };
    }

    /** Half a surrogate pair can be written in JSON but is no character, and cannot be kept. */
    private static String wellFormed(String text) {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw invalid("not valid Unicode");
        }
        return text;
    }

    private static Object whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? Other.VALUE : parser.getLongValue();
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }
}
