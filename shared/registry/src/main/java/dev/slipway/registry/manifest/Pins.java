package dev.slipway.registry.manifest;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what refers to links and manifests only while those are there, and the links verified. One transaction checks as
 * many as it can hold; the others are pinned before, in batches: whoever deletes leaves a pinned item alone.
 */
final class Pins {

    /** How long a pin holds: longer than a handler may run. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Table table;
    private final InstantSource clock;

    Pins(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Makes the writes if all needed items are there.
     *
     * @return the keys of those that are not there, and of writes whose own condition did not hold; empty when all was
     *     written
     */
    Set<Key> writeWhile(Collection<Key> needed, List<Write> writes) {
        var keys = List.copyOf(needed);
        var checked = Math.min(keys.size(), Table.MOST_WRITES - writes.size());
        for (var from = checked; from < keys.size(); from += Table.MOST_WRITES) {
            var batch = keys.subList(from, Math.min(keys.size(), from + Table.MOST_WRITES));
            var refused = table.write(batch.stream().map(this::pin).toList());
            if (!refused.isEmpty()) {
                return refused;
            }
        }
        var all = new ArrayList<>(writes);
        keys.subList(0, checked).forEach(key -> all.add(new Write.Check(key, Blob.LINKED)));
        return table.write(all);
    }

    private Write pin(Key key) {
        var until = clock.instant().plus(LIFE).getEpochSecond();
        return new Write.Update(key, Map.of("pinned", new Value.Whole(until)), Map.of(), Blob.LINKED);
    }
}
