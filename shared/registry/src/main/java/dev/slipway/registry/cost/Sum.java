package dev.slipway.registry.cost;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A tally that is being added up. */
final class Sum {

    private final Map<Unit, Long> amounts = new EnumMap<>(Unit.class);
    private long requests;

    static Usage of(List<Entry> entries) {
        var sum = new Sum();
        entries.forEach(entry -> sum.add(entry.tally()));
        return sum.tally().usage();
    }

    void add(Tally tally) {
        addRequests(tally.requests());
        tally.usage().amounts().forEach(this::add);
    }

    void add(Unit unit, long amount) {
        amounts.merge(unit, amount, Math::addExact);
    }

    void addRequests(long number) {
        requests = Math.addExact(requests, number);
    }

    Tally tally() {
        return new Tally(requests, new Usage(amounts));
    }
}
