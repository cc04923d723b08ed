package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the ledger has of a month, hour by hour. */
public final class MeteredMonth {

    private final Map<Unit, NavigableMap<Instant, Sum>> hours = new EnumMap<>(Unit.class);

    /** The month that has these charges. */
    public MeteredMonth(Stream<HourlyCharge> charges) {
        charges.forEach(charge -> hours.computeIfAbsent(charge.unit(), _ -> new TreeMap<>())
                .merge(charge.hour(), sum(charge), Sum::plus));
    }

    Set<Unit> units() {
        return hours.keySet();
    }

    /** Those hours in which there was use of a unit. */
    NavigableMap<Instant, Sum> hours(Unit unit) {
        return hours.getOrDefault(unit, Collections.emptyNavigableMap());
    }

    Sum total(Unit unit) {
        return hours(unit).values().stream().reduce(Sum.NONE, Sum::plus);
    }

    private static Sum sum(HourlyCharge charge) {
        return new Sum(1, BigDecimal.valueOf(charge.amount()), charge.cost());
    }
}
