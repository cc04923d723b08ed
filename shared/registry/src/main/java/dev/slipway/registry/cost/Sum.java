package dev.slipway.registry.cost;

/** A usage that is being added up, by one thread at a time. */
public final class Sum {

    private long[] amounts = new long[Unit.COUNT];

    /** Whether a usage has them, too, for which they stay as they are. */
    private boolean areShared;

    void add(Unit unit, long amount) {
        unshare();
        amounts[unit.index()] = Math.addExact(amounts[unit.index()], amount);
    }

    public void add(Usage usage) {
        unshare();
        usage.addTo(amounts);
    }

    long amount(Unit unit) {
        return amounts[unit.index()];
    }

    /** What it has come to until now. */
    public Usage usage() {
        areShared = true;
        return new Usage(amounts);
    }

    private void unshare() {
        if (areShared) {
            amounts = amounts.clone();
            areShared = false;
        }
    }
}
