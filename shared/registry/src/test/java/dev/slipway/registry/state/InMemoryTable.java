package dev.slipway.registry.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A table that lasts as long as its test, and refuses what DynamoDB refuses. */
public final class InMemoryTable implements Table {

    private static final Comparator<String> BYTES =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

    private final TreeMap<Key, Item> items =
            new TreeMap<>(Comparator.comparing(Key::partition, BYTES).thenComparing(Key::sort, BYTES));

    @Override
    public synchronized Optional<Item> get(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public synchronized Map<Key, Item> getAll(Collection<Key> keys) {
        var found = new HashMap<Key, Item>();
        keys.forEach(key -> get(key).ifPresent(item -> found.put(key, item)));
        return found;
    }

    @Override
    public synchronized List<Item> query(Query query) {
        DynamoDbRules.check(query);
        var after = items.tailMap(
                new Key(query.partition(), query.after()), query.after().isEmpty());
        return after.values().stream()
                .takeWhile(item -> item.key().partition().equals(query.partition()))
                .filter(item -> item.key().sort().startsWith(query.prefix()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Set<Key> write(List<Write> writes) {
        DynamoDbRules.check(writes);
        var refused = new LinkedHashSet<Key>();
        var changes = new HashMap<Key, Optional<Item>>();
        for (var write : writes) {
            var before = get(write.key());
            if (Condition.holds(write.condition(), before)) {
                changes.put(write.key(), after(write, before));
            } else {
                refused.add(write.key());
            }
        }
        if (refused.isEmpty()) {
            changes.values().forEach(item -> item.ifPresent(DynamoDbRules::check));
            changes.forEach(this::change);
        }
        return refused;
    }

    /** Everything there is, in order. */
    public synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    /** Removes what has expired, as a table does some time after. */
    public synchronized void expire(Instant now) {
        items.values()
                .removeIf(item -> item.findNumber("expires")
                        .filter(expires -> expires <= now.getEpochSecond())
                        .isPresent());
    }

    private void change(Key key, Optional<Item> item) {
        item.ifPresentOrElse(present -> items.put(key, present), () -> items.remove(key));
    }

    private static Optional<Item> after(Write write, Optional<Item> before) {
        return switch (write) {
            case Write.Put put -> Optional.of(put.item());
            case Write.Delete _ -> Optional.empty();
            case Write.Check _ -> before;
            case Write.Update update -> Optional.of(updated(before.orElse(Item.at(update.key())), update));
        };
    }

    private static Item updated(Item item, Write.Update update) {
        var attributes = new HashMap<>(item.attributes());
        attributes.putAll(update.set());
        update.add().forEach((name, amount) -> attributes.merge(name, new Value.Whole(amount), InMemoryTable::sum));
        return new Item(item.key(), attributes);
    }

    private static Value sum(Value present, Value added) {
        if (present instanceof Value.Whole(var one) && added instanceof Value.Whole(var other)) {
            return new Value.Whole(Math.addExact(one, other));
        }
        throw new IllegalStateException("only numbers can be added to");
    }
}
