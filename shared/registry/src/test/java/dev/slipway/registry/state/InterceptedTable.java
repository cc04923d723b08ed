package dev.slipway.registry.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table whose calls pass an interceptor. */
public final class InterceptedTable implements Table {

    private final Table table;
    private final Interceptor interceptor;

    public InterceptedTable(Table table, Interceptor interceptor) {
        this.table = table;
        this.interceptor = interceptor;
    }

    @Override
    public Optional<Item> get(Key key) {
        return interceptor.around("Table.get", () -> table.get(key));
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys) {
        return interceptor.around("Table.getAll", () -> table.getAll(keys));
    }

    @Override
    public List<Item> query(Query query) {
        return interceptor.around("Table.query", () -> table.query(query));
    }

    @Override
    public Set<Key> write(List<Write> writes) {
        return interceptor.around(writes.size() > 1 ? "Table.transact" : "Table.write", () -> table.write(writes));
    }
}
