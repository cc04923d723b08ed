package dev.slipway.local.store;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What writes ask of an item and make of it. */
final class Changes {

    private Changes() {}

    /** Refuses, with an exception, a list that no table takes. */
    static void check(List<Write> writes, int most) {
        if (writes.isEmpty() || writes.size() > most) {
            throw new IllegalArgumentException("1 to " + most + " writes at once, not " + writes.size());
        }
        if (writes.stream().map(Write::key).distinct().count() < writes.size()) {
            throw new IllegalArgumentException("two writes to one key");
        }
        if (writes.stream().allMatch(Write.Check.class::isInstance)) {
            throw new IllegalArgumentException("a check is for among other writes");
        }
    }

    static boolean holds(Condition condition, Optional<Item> item) {
        return switch (condition) {
            case Condition.Always() -> true;
            case Condition.Exists() -> item.isPresent();
            case Condition.Absent() -> item.isEmpty();
            case Condition.Equal(var attribute, var value) ->
                item.flatMap(present -> attribute(present, attribute)).equals(Optional.of(value));
            case Condition.MissingOrBelow(var attribute, var limit) ->
                item.isPresent()
                        && attribute(item.get(), attribute)
                                .map(value -> isBelow(value, limit))
                                .orElse(true);
            case Condition.All(var conditions) -> conditions.stream().allMatch(one -> holds(one, item));
        };
    }

    /** The item after the write; empty when there is none then. */
    static Optional<Item> after(Write write, Optional<Item> before) {
        var after = switch (write) {
            case Write.Put put -> Optional.of(put.item());
            case Write.Delete _ -> Optional.<Item>empty();
            case Write.Check _ -> before;
            case Write.Update update -> Optional.of(updated(before.orElse(Item.at(update.key())), update));
        };
        after.ifPresent(Changes::checkSize);
        return after;
    }

    private static Item updated(Item item, Write.Update update) {
        var attributes = new HashMap<>(item.attributes());
        attributes.putAll(update.set());
        update.add().forEach((name, amount) -> attributes.merge(name, new Value.Whole(amount), Changes::sum));
        return new Item(item.key(), attributes);
    }

    private static Value sum(Value present, Value added) {
        if (present instanceof Value.Whole(var one) && added instanceof Value.Whole(var other)) {
            return new Value.Whole(Math.addExact(one, other));
        }
        throw new IllegalArgumentException("adding to an attribute that is no number");
    }

    private static void checkSize(Item item) {
        var size = ItemSize.of(item);
        if (size > ItemSize.MOST) {
            throw new IllegalArgumentException("an item of " + size + " bytes at " + item.key());
        }
    }

    private static Optional<Value> attribute(Item item, String name) {
        return Optional.ofNullable(item.attributes().get(name));
    }

    private static boolean isBelow(Value value, long limit) {
        return value instanceof Value.Whole(var number) && number < limit;
    }
}
