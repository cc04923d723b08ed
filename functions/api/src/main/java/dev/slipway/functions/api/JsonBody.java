package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.lambda.Request;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON object that a request brings: texts, lists of texts or of whole numbers, and objects of texts. Whatever else there is in
 * it, or is there twice, is refused with 400 and a message that names the member.
 */
final class JsonBody {

    /** The largest body that any route takes, in bytes. */
    static final int LARGEST = 64 << 10;

    private static final int MOST_ENTRIES = 1000;
    private static final int LONGEST_NUMBER = 9;
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> members;

    private JsonBody(Map<String, Object> members) {
        this.members = members;
    }

    static JsonBody read(Request request, String... known) {
        return read(request, LARGEST, known);
    }

    /** Reads a body of at most so many bytes, of which these members are known. */
    static JsonBody read(Request request, int largest, String... known) {
        var text = request.body();
        if (text.length > largest) {
            throw new RegistryException(ErrorCode.SIZE_INVALID, "at most " + largest + " bytes fit here").status(413);
        }
        try (var json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            var members = members(json, Set.of(known));
            if (json.nextToken() != null) {
                throw malformed();
            }
            return new JsonBody(members);
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** What is wrong with a member; {@code must} goes on after its name. */
    static RegistryException wrong(String member, String must) {
        var name = Excerpt.of(member);
        return new RegistryException(ErrorCode.UNSUPPORTED, "the member \"" + name + "\" " + must)
                .status(400)
                .with("member", name);
    }

    /** A text that must be there, of 1 to {@code longest} characters without control characters. */
    String text(String name, int longest) {
        return findText(name, longest).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<String> findText(String name, int longest) {
        return find(name, String.class, "a text").map(text -> line(name, text, longest));
    }

    /** A list of texts; empty where it is missing. */
    List<String> texts(String name) {
        return findTexts(name).orElse(List.of());
    }

    Optional<List<String>> findTexts(String name) {
        return entries(name, String.class, "a list of texts");
    }

    /** A list of whole numbers. */
    Optional<List<Integer>> numbers(String name) {
        return entries(name, Integer.class, "a list of whole numbers");
    }

    /** An object of texts; empty where it is missing. */
    @SuppressWarnings("unchecked") // an object holds texts
    Map<String, String> object(String name) {
        return (Map<String, String>) find(name, Map.class, "an object of texts").orElse(Map.of());
    }

    /** The text, where it is one line of at most so many characters. */
    static String line(String name, String text, int longest) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > longest) {
            throw wrong(name, "must have 1 to " + longest + " characters");
        }
        if (text.codePoints().anyMatch(JsonBody::isUnprintable)) {
            throw wrong(name, "must have no control characters");
        }
        return text;
    }

    private <T> Optional<List<T>> entries(String name, Class<T> type, String what) {
        var list = find(name, List.class, what);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        var entries = new ArrayList<T>();
        for (var entry : list.get()) {
            if (!type.isInstance(entry)) {
                throw wrong(name, "must be " + what);
            }
            entries.add(type.cast(entry));
        }
        return Optional.of(entries);
    }

    private <T> Optional<T> find(String name, Class<T> type, String what) {
        var value = Optional.ofNullable(members.get(name));
        if (value.isPresent() && !type.isInstance(value.get())) {
            throw wrong(name, "must be " + what);
        }
        return value.map(type::cast);
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }

    private static Map<String, Object> members(JsonParser json, Set<String> known) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (!known.contains(name)) {
                throw wrong(name, "is not known here");
            }
            json.nextToken();
            putOnce(members, name, value(json, name));
        }
        return members;
    }

    private static Object value(JsonParser json, String name) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case START_ARRAY -> list(json, name);
            case START_OBJECT -> object(json, name);
            default -> throw wrong(name, "is of a wrong type");
        };
    }

    private static List<Object> list(JsonParser json, String name) throws IOException {
        var entries = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY && entries.size() < MOST_ENTRIES) {
            entries.add(
                    switch (json.currentToken()) {
                        case VALUE_STRING -> json.getText();
                        case VALUE_NUMBER_INT -> number(name, json.getText());
                        default -> throw noList(name);
                    });
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw noList(name);
        }
        return entries;
    }

    private static Integer number(String name, String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw noList(name);
        }
        return Integer.valueOf(text);
    }

    private static RegistryException noList(String name) {
        return wrong(name, "must be a list of texts or of whole numbers");
    }

    private static Map<String, String> object(JsonParser json, String name) throws IOException {
        var texts = new LinkedHashMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME && texts.size() < MOST_ENTRIES) {
            var key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw wrong(name, "must be an object of texts");
            }
            putOnce(texts, key, json.getText());
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw wrong(name, "must be an object of texts");
        }
        return texts;
    }

    private static <T> void putOnce(Map<String, T> into, String name, T value) {
        if (into.put(name, value) != null) {
            throw wrong(name, "is there twice");
        }
    }

    private static RegistryException malformed() {
        return new RegistryException(ErrorCode.UNSUPPORTED, "the body must be one JSON object").status(400);
    }
}
