package dev.slipway.registry.cost;

import java.util.EnumMap;
import java.util.Map;

/** A usage that is being added up. */
final class Sum {

    private final Map<Unit, Long> amounts = new EnumMap<>(Unit.class);

    void add(Unit unit, long amount) {
        amounts.merge(unit, amount, Math::addExact);
    }

    void add(Usage usage) {
        usage.amounts().forEach(this::add);
    }

    long amount(Unit unit) {
        return amounts.getOrDefault(unit, 0L);
    }

    Usage usage() {
        return new Usage(amounts);
    }
}
