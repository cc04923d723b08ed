package dev.slipway.aws;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The expressions of one request. Names and values stand in them as placeholders, because many plain words are reserved
 * in DynamoDB. What is empty is null here: DynamoDB refuses an empty map or expression.
 */
final class Expressions {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    @Nullable Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    @Nullable Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    /** A condition; null where nothing is asked. */
    @Nullable String condition(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> null;
            case Condition.Exists() -> exists(Attributes.PARTITION);
            case Condition.Absent() -> missing(Attributes.PARTITION);
            case Condition.Equal(var attribute, var value) -> name(attribute) + " = " + value(Attributes.of(value));
            case Condition.MissingOrBelow(var attribute, var limit) ->
                "%s AND (%s OR %s < %s)"
                        .formatted(
                                exists(Attributes.PARTITION),
                                missing(attribute),
                                name(attribute),
                                value(Attributes.of(limit)));
            case Condition.Without(var attribute) -> exists(Attributes.PARTITION) + " AND " + missing(attribute);
            case Condition.All(var conditions) -> all(conditions);
        };
    }

    /** What an update sets and adds. */
    String update(Write.Update update) {
        if (update.set().isEmpty() && update.add().isEmpty()) {
            throw new IllegalArgumentException("an update that changes nothing, of " + update.key());
        }
        var set = new TreeMap<>(update.set())
                .entrySet().stream()
                        .map(entry -> name(entry.getKey()) + " = " + value(Attributes.of(entry.getValue())))
                        .collect(Collectors.joining(", "));
        var add = new TreeMap<>(update.add())
                .entrySet().stream()
                        .map(entry -> name(entry.getKey()) + " " + value(Attributes.of(entry.getValue())))
                        .collect(Collectors.joining(", "));
        return (set.isEmpty() ? "" : "SET " + set)
                + (set.isEmpty() || add.isEmpty() ? "" : " ")
                + (add.isEmpty() ? "" : "ADD " + add);
    }

    /** The placeholder of a name: the same for the same name. */
    String name(String attribute) {
        for (var entry : names.entrySet()) {
            if (entry.getValue().equals(attribute)) {
                return entry.getKey();
            }
        }
        var placeholder = "#n" + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    /** The placeholder of a value. */
    String value(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    private @Nullable String all(List<Condition> conditions) {
        var all = conditions.stream()
                .map(this::condition)
                .filter(Objects::nonNull)
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" AND "));
        return all.isEmpty() ? null : all;
    }

    private String exists(String attribute) {
        return "attribute_exists(" + name(attribute) + ")";
    }

    private String missing(String attribute) {
        return "attribute_not_exists(" + name(attribute) + ")";
    }
}
