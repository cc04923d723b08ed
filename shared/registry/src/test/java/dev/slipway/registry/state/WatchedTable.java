package dev.slipway.registry.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A table that tells what each call would ask of AWS, before it is made. */
public record WatchedTable(Table table, Consumer<AwsCall> watch) implements Table {

    @Override
    public Optional<Item> get(Key key) {
        AwsActions.get(key).forEach(watch);
        return table.get(key);
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys) {
        AwsActions.getAll(keys).forEach(watch);
        return table.getAll(keys);
    }

    @Override
    public List<Item> query(Query query) {
        AwsActions.query(query).forEach(watch);
        return table.query(query);
    }

    @Override
    public Set<Key> write(List<Write> writes) {
        AwsActions.write(writes).forEach(watch);
        return table.write(writes);
    }
}
