package dev.slipway.lambda;

import dev.slipway.registry.state.Interceptor;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table whose calls pass an interceptor that is told how many items are written or asked for at once. */
final class CountedTable implements Table {

    private final Table table;
    private final Interceptor interceptor;

    CountedTable(Table table, Interceptor interceptor) {
        this.table = table;
        this.interceptor = interceptor;
    }

    @Override
    public Optional<Item> get(Key key) {
        return interceptor.around("Table.get", () -> table.get(key));
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys) {
        return interceptor.around("Table.getAll " + keys.size(), () -> table.getAll(keys));
    }

    @Override
    public List<Item> query(Query query) {
        return interceptor.around("Table.query", () -> table.query(query));
    }

    @Override
    public Set<Key> write(List<Write> writes) {
        return interceptor.around("Table.write " + writes.size(), () -> table.write(writes));
    }
}
