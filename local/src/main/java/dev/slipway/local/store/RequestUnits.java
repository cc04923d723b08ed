package dev.slipway.local.store;

import dev.slipway.aws.QueryRequests;
import dev.slipway.aws.Repeatable;
import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Write;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What calls to the table would use in DynamoDB, in its request units on demand (Amazon DynamoDB Developer Guide, "DynamoDB
 * read and write operations"): reads are strongly consistent, and a write that is sent as a transaction counts twice.
 */
final class RequestUnits {

    private static final long READ_BYTES = 4 << 10;
    private static final long WRITE_BYTES = 1 << 10;

    /** How much of a run of items one answer of DynamoDB holds. */
    private static final long PAGE_BYTES = 1 << 20;

    /** How much one answer to a batch of keys holds, and how many keys a batch has. */
    private static final long ANSWER_BYTES = 16_000_000;

    private static final int MOST_KEYS = 100;

    private RequestUnits() {}

    /** In bytes; 0 where there is none. */
    static long size(Optional<Item> item) {
        return Meter.isCounting() ? item.map(ItemSize::of).orElse(0L) : 0;
    }

    /** One item that is read by its key. */
    static void countRead(Optional<StoredItem> item) {
        Meter.count(Unit.TABLE_READ, item.isPresent() ? read(item.get()) : 1);
    }

    /**
     * Items that are read by their keys: each counts by itself, and one that is not there counts as the smallest. So does one
     * that an answer has no room for, which is asked for again: that is measured, by dynalite's tests, not documented.
     *
     * @param sizes in the order of the keys
     */
    static void countRead(List<Long> sizes) {
        if (!Meter.isCounting()) {
            return;
        }
        var units = 0L;
        var waiting = new ArrayDeque<>(sizes);
        while (!waiting.isEmpty()) {
            var answer = 0L;
            for (var asked = Math.min(MOST_KEYS, waiting.size()); asked > 0; asked--) {
                var size = waiting.remove();
                var fits = answer + size <= ANSWER_BYTES;
                if (fits) {
                    answer += size;
                } else {
                    waiting.add(size);
                }
                units += fits ? read(size) : 1;
            }
        }
        Meter.count(Unit.TABLE_READ, units);
    }

    /**
     * A run of items, as it is asked for page by page: the sizes of a page's items are added up before they are rounded, and
     * the item that brings them to a megabyte is its last.
     *
     * @param range the items to be read, also the one to go on after where it is in the range
     */
    static void countQuery(Query query, List<Item> range) {
        if (QueryRequests.isPast(query)) {
            return;
        }
        var units = 0L;
        var missing = query.limit();
        var rest = range.iterator();
        long page;
        do {
            page = 0;
            var limit = QueryRequests.pageLimit(query, missing);
            while (limit > 0 && page < PAGE_BYTES && rest.hasNext()) {
                var item = rest.next();
                page += ItemSize.of(item);
                limit--;
                missing -= item.key().sort().equals(query.after()) ? 0 : 1;
            }
            units += read(page);
        } while (page >= PAGE_BYTES && missing > 0);
        Meter.count(Unit.TABLE_READ, units);
    }

    /**
     * Writes that are made at once.
     *
     * @param sizes of the items, each before or after, whichever is larger
     * @param refused whether a condition did not hold: the least is counted for each
     */
    static void countWrite(List<Write> writes, Collection<Long> sizes, boolean refused) {
        var times = writes.size() == 1 && Repeatable.isRepeatable(writes.getFirst()) ? 1L : 2L;
        var units = refused
                ? writes.size()
                : sizes.stream().mapToLong(RequestUnits::written).sum();
        Meter.count(Unit.TABLE_WRITE, times * units);
    }

    /** Most items are short, which is seen without measuring each of their texts. */
    private static long read(StoredItem item) {
        return ItemSize.atMost(item) <= READ_BYTES ? 1 : read(ItemSize.of(item.item()));
    }

    private static long read(long size) {
        return Math.max(1, Math.ceilDiv(size, READ_BYTES));
    }

    private static long written(long size) {
        return Math.max(1, Math.ceilDiv(size, WRITE_BYTES));
    }
}
