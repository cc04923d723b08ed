package dev.slipway.registry.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;

/** What DynamoDB refuses, whatever the table holds. */
final class DynamoDbRules {

    private static final int MOST_ITEM_BYTES = 400 * 1024;
    private static final int MOST_TRANSACTION_BYTES = 4 << 20;
    private static final int MOST_PARTITION_BYTES = 2048;
    private static final int MOST_SORT_BYTES = 1024;

    private DynamoDbRules() {}

    static void check(List<Write> writes) {
        require(!writes.isEmpty() && writes.size() <= Table.MOST_WRITES, writes.size() + " writes");
        require(!writes.stream().allMatch(Write.Check.class::isInstance), "nothing to write");
        require(writes.stream().map(Write::key).distinct().count() == writes.size(), "a key twice");
        writes.forEach(DynamoDbRules::check);
        require(
                writes.size() == 1
                        || writes.stream().mapToLong(DynamoDbRules::size).sum() <= MOST_TRANSACTION_BYTES,
                "a transaction over 4 MB");
    }

    static void check(Query query) {
        var longest = Math.max(length(query.prefix()), length(query.after()));
        require(longest <= MOST_SORT_BYTES, "a sort key of " + longest + " bytes");
    }

    static void check(Item item) {
        require(size(item) <= MOST_ITEM_BYTES, "an item over 400 KB at " + item.key());
    }

    private static void check(Write write) {
        var partition = length(write.key().partition());
        var sort = length(write.key().sort());
        require(partition > 0 && partition <= MOST_PARTITION_BYTES, "a partition key of " + partition + " bytes");
        require(sort > 0 && sort <= MOST_SORT_BYTES, "a sort key of " + sort + " bytes");
        if (write instanceof Write.Update update) {
            var names = new HashSet<>(update.set().keySet());
            names.addAll(update.add().keySet());
            require(names.size() == update.set().size() + update.add().size(), "an attribute set and added to");
            require(!names.isEmpty(), "an update of nothing");
        }
    }

    private static long size(Write write) {
        return switch (write) {
            case Write.Put put -> size(put.item());
            case Write.Update update -> size(new Item(update.key(), update.set()));
            case Write.Delete _, Write.Check _ -> 0;
        };
    }

    /** An item's size as DynamoDB counts it, near enough: names and values in UTF-8, and a little for numbers and lists. */
    private static long size(Item item) {
        var size = 4L + length(item.key().partition()) + length(item.key().sort());
        for (var attribute : item.attributes().entrySet()) {
            size += length(attribute.getKey()) + size(attribute.getValue());
        }
        return size;
    }

    private static long size(Value value) {
        return switch (value) {
            case Value.Text(var text) -> length(text);
            case Value.Bytes(var bytes) -> bytes.length;
            case Value.Whole(var number) -> Long.toString(number).length() / 2 + 2;
            case Value.Texts(var texts) ->
                3 + texts.stream().mapToLong(text -> 1 + length(text)).sum();
        };
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static void require(boolean condition, String refused) {
        if (!condition) {
            throw new IllegalArgumentException("DynamoDB refuses " + refused);
        }
    }
}
