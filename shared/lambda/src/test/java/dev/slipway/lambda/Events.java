package dev.slipway.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The project's events, one per route, and what becomes of one when something in it is different. Their signatures are of
 * {@link TestRegistry}'s keys and good until 2100.
 */
public final class Events {

    private final Map<String, Object> members;

    private Events(Map<String, Object> members) {
        this.members = members;
    }

    /** Reads {@code events/NAME.json}. */
    public static Events read(String name) {
        try {
            return new Events(
                    Json.read(Files.readAllBytes(project().resolve("events").resolve(name + ".json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event as API Gateway sends it. */
    public byte[] bytes() {
        return Json.write(members);
    }

    public Events header(String name, String value) {
        return changed("headers", headers -> headers.put(name, value));
    }

    public Events withoutHeader(String name) {
        return changed("headers", headers -> headers.remove(name));
    }

    public Events path(String parameter, String value) {
        return changed("pathParameters", parameters -> parameters.put(parameter, value));
    }

    /** With another query. */
    public Events query(String query) {
        var copy = new LinkedHashMap<>(members);
        copy.put("rawQueryString", query);
        return new Events(copy);
    }

    /** With more behind the query. */
    public Events more(String query) {
        return query(query() + "&" + query);
    }

    public String query() {
        return (String) members.getOrDefault("rawQueryString", "");
    }

    /** With another body. */
    public Events body(byte[] body) {
        var copy = new LinkedHashMap<>(members);
        copy.put("body", Base64.getEncoder().encodeToString(body));
        copy.put("isBase64Encoded", true);
        return new Events(copy);
    }

    @SuppressWarnings("unchecked") // what is named is an object
    private Events changed(String name, Consumer<Map<String, Object>> change) {
        var object = new LinkedHashMap<>((Map<String, Object>) members.getOrDefault(name, Map.of()));
        change.accept(object);
        var copy = new LinkedHashMap<>(members);
        copy.put(name, object);
        return new Events(copy);
    }

    /** The project's folder. */
    static Path project() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("events"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}
