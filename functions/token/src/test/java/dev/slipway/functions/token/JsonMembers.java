package dev.slipway.functions.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON object under construction, whose values are JSON that need not be right. */
record JsonMembers(Map<String, String> values) {

    static final JsonMembers NONE = new JsonMembers(Map.of());

    JsonMembers with(String name, Object json) {
        var more = new LinkedHashMap<>(values);
        more.put(name, json.toString());
        return new JsonMembers(more);
    }

    JsonMembers text(String name, String value) {
        return with(name, "\"" + value + "\"");
    }

    JsonMembers without(String name) {
        var fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new JsonMembers(fewer);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
