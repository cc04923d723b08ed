package dev.slipway.registry.state;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must be true of the item at a key for a write to happen. */
public sealed interface Condition {

    /** Nothing is asked. */
    record Always() implements Condition {}

    /** There is an item. */
    record Exists() implements Condition {}

    /** There is no item. */
    record Absent() implements Condition {}

    /** The attribute has this value. */
    record Equal(String attribute, Value value) implements Condition {}

    /** There is an item, and the attribute is missing or a number below the limit. */
    record MissingOrBelow(String attribute, long limit) implements Condition {}

    /** There is an item, and it has no such attribute. */
    record Without(String attribute) implements Condition {}

    /** All of these. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    Condition ALWAYS = new Always();
    Condition EXISTS = new Exists();
    Condition ABSENT = new Absent();

    static Condition equal(String attribute, String value) {
        return new Equal(attribute, new Value.Text(value));
    }

    /** Whether a condition is true of the item at a key, which may be none. */
    static boolean holds(Condition condition, Optional<Item> item) {
        return switch (condition) {
            case Always() -> true;
            case Exists() -> item.isPresent();
            case Absent() -> item.isEmpty();
            case Equal(var attribute, var value) ->
                item.isPresent() && value.equals(item.get().attributes().get(attribute));
            case MissingOrBelow(var attribute, var limit) ->
                item.isPresent() && isMissingOrBelow(item.get().attributes().get(attribute), limit);
            case Without(var attribute) ->
                item.isPresent() && !item.get().attributes().containsKey(attribute);
            case All(var conditions) -> conditions.stream().allMatch(each -> holds(each, item));
        };
    }

    private static boolean isMissingOrBelow(@Nullable Value value, long limit) {
        return value == null || (value instanceof Value.Whole(var number) && number < limit);
    }

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    static Condition equal(String attribute, long value) {
        return new Equal(attribute, new Value.Whole(value));
    }
}
