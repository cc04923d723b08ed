package dev.slipway.registry.cost;

import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * Charges what stands there whether it is used or not, by the day, to nobody. The days of a month in which nothing changes come to
 * the month's amount, exactly.
 */
public final class StandingCharges {

    private static final String ACTION = "standing";
    private static final Account NOBODY = Account.nobody(ACTION);
    private static final Key POSITION = new Key("c#standing", "position");

    private final DailyCharges days;

    public StandingCharges(Table table, InstantSource clock) {
        this.days = new DailyCharges(table, POSITION, ACTION, clock);
    }

    /** Charges today, and the days since the last time for which nobody did, with what is there now. */
    public void run(StandingUse standing) {
        var use = standing.now();
        days.run(day -> charges(part(use, day)));
    }

    private static Map<Account, Usage> charges(Usage part) {
        return part.amounts().isEmpty() ? Map.of() : Map.of(NOBODY, part);
    }

    private static Usage part(Usage use, LocalDate day) {
        var part = new EnumMap<Unit, Long>(Unit.class);
        use.amounts().forEach((unit, amount) -> part.put(unit, part(amount, day.getDayOfMonth(), day.lengthOfMonth())));
        return new Usage(part);
    }

    private static long part(long amount, int day, int days) {
        return Math.multiplyExact(amount, day) / days - Math.multiplyExact(amount, day - 1) / days;
    }
}
