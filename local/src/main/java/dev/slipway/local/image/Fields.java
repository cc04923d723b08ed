package dev.slipway.local.image;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object in a document of an image. What is not in it as it should be is a {@link CommandFailure} that names the document. */
record Fields(String document, Map<String, Object> members) {

    static Fields parse(String document, byte[] content) {
        if (any(document, content) instanceof Map<?, ?> map) {
            return of(document, map);
        }
        throw new CommandFailure(document + " is no JSON object");
    }

    /** Reads a list of objects. */
    static List<Fields> list(String document, byte[] content) {
        if (any(document, content) instanceof List<?> list) {
            return objects(document, list);
        }
        throw new CommandFailure(document + " is no JSON list");
    }

    String text(String name) {
        return find(name).orElseThrow(() -> wrong(name));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** A whole number that is not negative. */
    long size(String name) {
        if (members.get(name) instanceof Number number
                && (number instanceof Long || number instanceof Integer)
                && number.longValue() >= 0) {
            return number.longValue();
        }
        throw wrong(name);
    }

    Optional<Fields> object(String name) {
        return members.get(name) instanceof Map<?, ?> map ? Optional.of(of(document, map)) : Optional.empty();
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** A list of objects; empty where there is none. */
    List<Fields> objects(String name) {
        var list = members.get(name);
        if (list == null) {
            return List.of();
        }
        if (list instanceof List<?> entries) {
            return objects(document, entries);
        }
        throw wrong(name);
    }

    /** A list of texts; empty where there is none. */
    List<String> texts(String name) {
        var list = members.get(name);
        if (list == null) {
            return List.of();
        }
        if (list instanceof List<?> entries && entries.stream().allMatch(String.class::isInstance)) {
            return entries.stream().map(String.class::cast).toList();
        }
        throw wrong(name);
    }

    private static List<Fields> objects(String document, List<?> list) {
        return list.stream()
                .map(entry -> {
                    if (entry instanceof Map<?, ?> map) {
                        return of(document, map);
                    }
                    throw new CommandFailure(document + " has something else in a list of objects");
                })
                .toList();
    }

    private static Object any(String document, byte[] content) {
        try {
            return Optional.ofNullable(JSON.std.anyFrom(content)).orElse("");
        } catch (IOException e) {
            throw new CommandFailure(document + " is not JSON");
        }
    }

    private static Fields of(String document, Map<?, ?> map) {
        var members = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            if (value != null) {
                members.put(String.valueOf(name), value);
            }
        });
        return new Fields(document, members);
    }

    private CommandFailure wrong(String name) {
        return new CommandFailure(document + " has no \"" + name + "\" as it should be");
    }
}
