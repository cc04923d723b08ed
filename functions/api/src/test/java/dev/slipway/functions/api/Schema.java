package dev.slipway.functions.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON Schema, as far as docs/openapi.yaml uses it; a keyword that is not known here fails. */
record Schema(Map<?, ?> document, Map<?, ?> schema) {

    /** What is wrong with a value, one line for each fault; none for one that is as the schema says. */
    List<String> faults(Object value) {
        var faults = new ArrayList<String>();
        check("", value, faults);
        return faults;
    }

    private void check(String at, Object value, List<String> faults) {
        for (var rule : schema.entrySet()) {
            if (!holds(rule.getKey().toString(), rule.getValue(), at, value, faults)) {
                faults.add(at + ": " + rule + " does not hold for " + value);
            }
        }
    }

    private boolean holds(String keyword, Object wanted, String at, Object value, List<String> faults) {
        return switch (keyword) {
            case "$ref" -> below(at, resolve(wanted.toString()), value, faults);
            case "type" -> isA(wanted.toString(), value);
            case "enum" -> ((List<?>) wanted).contains(value);
            case "pattern" ->
                Pattern.compile(wanted.toString()).matcher(text(value)).find();
            case "format" -> isMoment(text(value));
            case "minLength" -> text(value).length() >= number(wanted);
            case "maxLength" -> text(value).length() <= number(wanted);
            case "minimum" -> number(value) >= number(wanted);
            case "maximum" -> number(value) <= number(wanted);
            case "minItems" -> list(value).size() >= number(wanted);
            case "maxItems" -> list(value).size() <= number(wanted);
            case "minProperties" -> object(value).size() >= number(wanted);
            case "maxProperties" -> object(value).size() <= number(wanted);
            case "items" -> list(value).stream().allMatch(item -> below(at + "[]", wanted, item, faults));
            case "required" -> object(value).keySet().containsAll((List<?>) wanted);
            case "properties" ->
                object(value).entrySet().stream()
                        .allMatch(member -> known(at, object(wanted).get(member.getKey()), member, faults));
            case "additionalProperties" -> others(value).stream().allMatch(other -> below(at, wanted, other, faults));
            case "description", "default" -> true;
            default -> false;
        };
    }

    /** What a value has besides the properties that the schema names. */
    private List<Object> others(Object value) {
        var named = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        return object(value).entrySet().stream()
                .filter(entry -> !named.containsKey(entry.getKey()))
                .<Object>map(Map.Entry::getValue)
                .toList();
    }

    private boolean known(String at, @Nullable Object wanted, Map.Entry<?, ?> member, List<String> faults) {
        return wanted == null || below(at + "." + member.getKey(), wanted, member.getValue(), faults);
    }

    private boolean below(String at, Object wanted, Object value, List<String> faults) {
        if (wanted instanceof Map<?, ?> rules) {
            new Schema(document, rules).check(at, value, faults);
            return true;
        }
        return wanted.equals(true);
    }

    private Map<?, ?> resolve(String reference) {
        var found = document;
        for (var name : reference.substring("#/".length()).split("/", -1)) {
            found = object(found.get(name));
        }
        return found;
    }

    private static boolean isA(String type, Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Number;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> false;
        };
    }

    private static boolean isMoment(String text) {
        try {
            return Instant.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : Long.MIN_VALUE;
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
