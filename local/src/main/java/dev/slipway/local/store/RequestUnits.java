package dev.slipway.local.store;

import dev.slipway.aws.Repeatable;
import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Write;
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

    private RequestUnits() {}

    /** In bytes; 0 where there is none. */
    static long size(Optional<Item> item) {
        return Meter.isCounting() ? item.map(ItemSize::of).orElse(0L) : 0;
    }

    /** One item that is read by its key. */
    static void countRead(Optional<Item> item) {
        if (Meter.isCounting()) {
            Meter.count(Unit.TABLE_READ, read(item.map(ItemSize::of).orElse(0L)));
        }
    }

    /** Items that are read by their keys: each counts by itself, and one that is not there counts as the smallest. */
    static void countRead(Collection<Long> sizes) {
        Meter.count(
                Unit.TABLE_READ, sizes.stream().mapToLong(RequestUnits::read).sum());
    }

    /** A run of items: their sizes are added up before they are rounded, page by page. */
    static void countQuery(List<Item> items) {
        if (!Meter.isCounting()) {
            return;
        }
        var units = 0L;
        var page = 0L;
        for (var item : items) {
            page += ItemSize.of(item);
            if (page >= PAGE_BYTES) {
                units += read(page);
                page = 0;
            }
        }
        Meter.count(Unit.TABLE_READ, units + (page > 0 || units == 0 ? read(page) : 0));
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

    private static long read(long size) {
        return Math.max(1, Math.ceilDiv(size, READ_BYTES));
    }

    private static long written(long size) {
        return Math.max(1, Math.ceilDiv(size, WRITE_BYTES));
    }
}
