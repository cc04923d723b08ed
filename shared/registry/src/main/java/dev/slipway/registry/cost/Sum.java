package dev.slipway.registry.cost;

/** A usage that is being added up, by one thread at a time. */
public final class Sum {

    private final long[] amounts = new long[Unit.COUNT];

    void add(Unit unit, long amount) {
        amounts[unit.index()] = Math.addExact(amounts[unit.index()], amount);
    }

    public void add(Usage usage) {
        usage.addTo(amounts);
    }

    long amount(Unit unit) {
        return amounts[unit.index()];
    }

    /** What it has come to until now. */
    public Usage usage() {
        return Usage.copy(amounts);
    }
}
