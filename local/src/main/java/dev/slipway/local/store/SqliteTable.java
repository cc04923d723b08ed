package dev.slipway.local.store;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A table in one SQLite file. Writers take turns; readers do not wait for them, nor they for readers. A failing disk is
 * an {@link java.io.UncheckedIOException}.
 */
public final class SqliteTable implements Table, AutoCloseable {

    private static final int READERS = 4;
    private static final String EXPIRES = "expires";

    /** How many items are read at once where all are looked at. */
    private static final int SOME = 100;

    /** Of storage, for each item, beside its own size (Amazon DynamoDB Developer Guide, "Item sizes and formats"). */
    private static final long OVERHEAD = 100;

    private final ReentrantLock writing = new ReentrantLock();
    private final SqliteConnection writer;

    /** The latest is taken first: what few need, few have read into their caches, and read again after a write. */
    private final BlockingDeque<SqliteConnection> readers = new LinkedBlockingDeque<>(READERS);

    private SqliteTable(Path file) {
        writer = SqliteConnection.open(file, true);
        for (var reader = 0; reader < READERS; reader++) {
            readers.add(SqliteConnection.open(file, false));
        }
    }

    /** Opens the table in a file, made where there is none. Two more files are beside it while it is open. */
    public static SqliteTable open(Path file) {
        return new SqliteTable(file);
    }

    @Override
    public Optional<Item> get(Key key) {
        var found = read(reader -> reader.get(key));
        RequestUnits.countRead(found);
        return found.map(StoredItem::item);
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys) {
        return read(reader -> {
            var found = new HashMap<Key, Item>();
            var sizes = new ArrayList<Long>();
            for (var key : new LinkedHashSet<>(keys)) {
                var item = reader.get(key).map(StoredItem::item);
                item.ifPresent(present -> found.put(key, present));
                sizes.add(RequestUnits.size(item));
            }
            RequestUnits.countRead(sizes);
            return found;
        });
    }

    @Override
    public List<Item> query(Query query) {
        if (!Meter.isCounting()) {
            return read(reader -> reader.run(SqliteRun.of(query)));
        }
        var range = read(reader -> reader.run(SqliteRun.range(query)));
        RequestUnits.countQuery(query, range);
        return range.stream()
                .filter(item -> !item.key().sort().equals(query.after()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<String> sortKeys(Query query) {
        return Meter.isCounting() ? Table.super.sortKeys(query) : read(reader -> reader.sortKeys(SqliteRun.of(query)));
    }

    @Override
    public Set<Key> write(List<Write> writes) {
        Changes.check(writes, MOST_WRITES);
        writing.lock();
        try {
            return transact(writes);
        } finally {
            writing.unlock();
        }
    }

    /** Deletes the items whose {@code expires} is past, as DynamoDB does some time after. */
    public void expire(Instant now) {
        var after = new Key("", "");
        List<Item> items;
        do {
            var from = after;
            items = read(reader -> reader.mayExpire(from, SOME));
            for (var item : items) {
                item.findNumber(EXPIRES)
                        .filter(expires -> expires <= now.getEpochSecond())
                        .ifPresent(expires ->
                                write(List.of(new Write.Delete(item.key(), Condition.equal(EXPIRES, expires)))));
                after = item.key();
            }
        } while (items.size() == SOME);
    }

    /** What DynamoDB would take for storage, in bytes. */
    public long bytes() {
        var bytes = 0L;
        var after = new Key("", "");
        List<Item> items;
        do {
            var from = after;
            items = read(reader -> reader.all(from, SOME));
            for (var item : items) {
                bytes += ItemSize.of(item) + OVERHEAD;
                after = item.key();
            }
        } while (items.size() == SOME);
        return bytes;
    }

    /** Closes the file. Calls under way end first; later ones fail. */
    @Override
    public void close() {
        var closed = new ArrayList<SqliteConnection>();
        while (closed.size() < READERS) {
            closed.add(take());
        }
        closed.forEach(SqliteConnection::close);
        readers.addAll(closed);
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }

    private Set<Key> transact(List<Write> writes) {
        var committed = false;
        try {
            var refused = new LinkedHashSet<Key>();
            var sizes = new ArrayList<Long>();
            var changes = changes(writes, refused, sizes);
            RequestUnits.countWrite(writes, sizes, !refused.isEmpty());
            if (refused.isEmpty()) {
                changes.forEach(this::change);
                writer.commit();
                committed = true;
            }
            return refused;
        } finally {
            if (!committed) {
                writer.rollback();
            }
        }
    }

    private Map<Write, Optional<Item>> changes(List<Write> writes, Set<Key> refused, List<Long> sizes) {
        var changes = new LinkedHashMap<Write, Optional<Item>>();
        for (var write : writes) {
            var before = writer.get(write.key()).map(StoredItem::item);
            if (!Condition.holds(write.condition(), before)) {
                refused.add(write.key());
            } else if (write instanceof Write.Check) {
                sizes.add(RequestUnits.size(before));
            } else {
                var after = Changes.after(write, before);
                changes.put(write, after);
                sizes.add(Math.max(RequestUnits.size(before), RequestUnits.size(after)));
            }
        }
        return changes;
    }

    private void change(Write write, Optional<Item> after) {
        after.ifPresentOrElse(writer::put, () -> writer.delete(write.key()));
    }

    private <T> T read(Function<SqliteConnection, T> call) {
        var reader = take();
        try {
            return call.apply(reader);
        } finally {
            readers.addFirst(reader);
        }
    }

    private SqliteConnection take() {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return readers.take();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
