package dev.slipway.aws;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.util.Map;
import java.util.Optional;

/**
 * Which single writes come out the same when they are made twice, as happens when an answer is lost on its way and the
 * request is sent again: those that add nothing and whose condition still holds after them.
 */
public final class Repeatable {

    private Repeatable() {}

    /** Whether making it twice comes out as making it once: it costs half of one that does not. */
    public static boolean isRepeatable(Write write) {
        return switch (write) {
            case Write.Put(var item, var condition) -> holdsAfter(condition, item.attributes(), false);
            case Write.Update(var key, var set, var add, var condition) ->
                add.isEmpty() && holdsAfter(condition, set, true);
            case Write.Delete(var key, var condition) -> holdsWithoutItem(condition);
            case Write.Check(var key, var condition) -> true;
        };
    }

    /** Whether a condition that held before a write holds after it too. */
    private static boolean holdsAfter(Condition condition, Map<String, Value> written, boolean restStays) {
        return switch (condition) {
            case Condition.Always() -> true;
            case Condition.Exists() -> true;
            case Condition.Absent() -> false;
            case Condition.Equal(var attribute, var value) ->
                find(written, attribute).map(value::equals).orElse(restStays);
            case Condition.MissingOrBelow(var attribute, var limit) ->
                find(written, attribute).map(now -> isBelow(now, limit)).orElse(true);
            case Condition.Without(var attribute) -> find(written, attribute).isEmpty();
            case Condition.All(var conditions) ->
                conditions.stream().allMatch(one -> holdsAfter(one, written, restStays));
        };
    }

    private static boolean holdsWithoutItem(Condition condition) {
        return switch (condition) {
            case Condition.Always(), Condition.Absent() -> true;
            case Condition.All(var conditions) -> conditions.stream().allMatch(Repeatable::holdsWithoutItem);
            default -> false;
        };
    }

    private static boolean isBelow(Value value, long limit) {
        return value instanceof Value.Whole(var number) && number < limit;
    }

    private static Optional<Value> find(Map<String, Value> written, String attribute) {
        return Optional.ofNullable(written.get(attribute));
    }
}
