package dev.slipway.local.manage;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object, from a registry, to one, or of AWS. What is not in it as it should be is a {@link CommandFailure}. */
public record Json(Map<String, Object> members) {

    /** Reads an object; empty for what is none. */
    public static Optional<Json> find(byte[] text) {
        try {
            return JSON.std.anyFrom(text) instanceof Map<?, ?> map ? Optional.of(object(map)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One without members. */
    public static Json none() {
        return new Json(Map.of());
    }

    static Json of(String name, Object value) {
        return new Json(new LinkedHashMap<>()).with(name, value);
    }

    /** The same with one more member. */
    Json with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Json(more);
    }

    public String text(String name) {
        return findText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> findText(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    long number(String name) {
        return members.get(name) instanceof Number number ? number.longValue() : missingNumber(name);
    }

    boolean flag(String name) {
        if (members.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw missing(name);
    }

    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    /** A list of texts; none where there is no such list. */
    List<String> findTexts(String name) {
        return members.containsKey(name) ? texts(name) : List.of();
    }

    public List<Json> objects(String name) {
        return list(name).stream()
                .map(entry -> entry instanceof Map<?, ?> map ? object(map) : wrong(name))
                .toList();
    }

    /** Those entries of a list that are objects; none where there is no such list. */
    public List<Json> findObjects(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(entry -> object((Map<?, ?>) entry))
                        .toList()
                : List.of();
    }

    Json object(String name) {
        return members.get(name) instanceof Map<?, ?> map ? object(map) : wrong(name);
    }

    byte[] bytes() {
        try {
            return JSON.std.asBytes(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On one line. */
    @Override
    public String toString() {
        try {
            return JSON.std.asString(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<?> list(String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw missing(name);
    }

    private static long missingNumber(String name) {
        throw missing(name);
    }

    private static Json wrong(String name) {
        throw missing(name);
    }

    private static Json object(Map<?, ?> map) {
        var members = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return new Json(members);
    }

    private static CommandFailure missing(String name) {
        return new CommandFailure("the answer has no \"" + name + "\" as it should be: is this program older?");
    }
}
