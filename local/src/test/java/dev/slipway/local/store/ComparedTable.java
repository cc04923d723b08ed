package dev.slipway.local.store;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Two tables as one: each call is made on both, one call at a time, and has to give the same answer and to use the same
 * request units.
 */
final class ComparedTable implements Table {

    private final Table modelled;
    private final Table reported;
    private long calls;
    private Usage usage = Usage.NONE;

    /**
     * A table of two.
     *
     * @param modelled which counts the units that it says DynamoDB would take
     * @param reported on a DynamoDB, which counts those that it reports
     */
    ComparedTable(Table modelled, Table reported) {
        this.modelled = modelled;
        this.reported = reported;
    }

    @Override
    public Optional<Item> get(Key key) {
        return compare("get " + key, table -> table.get(key));
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys) {
        return compare("get " + keys.size() + " keys", table -> table.getAll(keys));
    }

    @Override
    public List<Item> query(Query query) {
        return compare(query.toString(), table -> table.query(query));
    }

    @Override
    public List<String> sortKeys(Query query) {
        return compare("sort keys of " + query, table -> table.sortKeys(query));
    }

    @Override
    public Set<Key> write(List<Write> writes) {
        return compare(writes.size() + " writes, first " + writes.stream().findFirst(), table -> table.write(writes));
    }

    /** How much was compared, on one line. */
    synchronized String summary() {
        return String.format(
                Locale.ROOT,
                "request units: %,d calls, %,d read and %,d write units, the same in both",
                calls,
                usage.amount(Unit.TABLE_READ),
                usage.amount(Unit.TABLE_WRITE));
    }

    private synchronized <T> T compare(String call, Function<Table, T> work) {
        var model = Outcome.of(modelled, work);
        var report = Outcome.of(reported, work);
        calls++;
        if (!model.agreesWith(report)) {
            throw new AssertionError("%s%nmodelled %s%nreported %s".formatted(shortened(call), model, report));
        }
        usage = usage.plus(report.usage());
        if (model.failure().isPresent()) {
            throw model.failure().get();
        }
        return model.answer().orElseThrow();
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    /** What came of a call: an answer or a failure, and what it used. */
    private record Outcome<T>(Optional<T> answer, Optional<RuntimeException> failure, Usage usage) {

        static <T> Outcome<T> of(Table table, Function<Table, T> work) {
            var meter = new Meter();
            try {
                var answer = meter.measure(() -> work.apply(table));
                return new Outcome<>(Optional.of(answer), Optional.empty(), meter.usage());
            } catch (RuntimeException failure) {
                return new Outcome<>(Optional.empty(), Optional.of(failure), meter.usage());
            }
        }

        boolean agreesWith(Outcome<T> other) {
            return answer.equals(other.answer) && usage.equals(other.usage);
        }

        @Override
        public String toString() {
            return "%s: %s"
                    .formatted(usage, shortened(failure.map(Object::toString).orElseGet(answer::toString)));
        }
    }
}
