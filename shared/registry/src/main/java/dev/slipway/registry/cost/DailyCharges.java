package dev.slipway.registry.cost;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is charged by the day, all of one action. It may be stopped anywhere and run twice: a day's charges take the place of those
 * that were there.
 */
final class DailyCharges {

    private static final String DAY = "day";

    /** How many days that were missed are charged afterwards. */
    private static final int MOST_DAYS = 31;

    private final Table table;
    private final Ledger ledger;
    private final Key position;
    private final String action;
    private final InstantSource clock;

    /**
     * Charges of an action.
     *
     * @param position where in the table it is kept which day was charged last, in the partition of no month
     */
    DailyCharges(Table table, Key position, String action, InstantSource clock) {
        this.table = table;
        this.ledger = new Ledger(table);
        this.position = position;
        this.action = action;
        this.clock = clock;
    }

    /** Charges today, and the days since the last time for which nobody did. */
    void run(Function<LocalDate, Map<Account, Usage>> charges) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        first(today).datesUntil(today.plusDays(1)).forEach(day -> charge(day, charges.apply(day)));
        table.write(List.of(new Write.Put(Item.at(position).with(DAY, today.toEpochDay()), Condition.ALWAYS)));
    }

    private LocalDate first(LocalDate today) {
        return table.get(position)
                .map(item -> LocalDate.ofEpochDay(item.number(DAY)).plusDays(1))
                .filter(missed -> missed.isBefore(today))
                .map(missed -> missed.isBefore(today.minusDays(MOST_DAYS)) ? today.minusDays(MOST_DAYS) : missed)
                .orElse(today);
    }

    private void charge(LocalDate day, Map<Account, Usage> charges) {
        var hour = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        charges.forEach((account, usage) -> ledger.keep(hour, account, new Tally(0, usage)));
        for (var entry : ledger.hour(hour)) {
            if (entry.account().action().equals(action) && !charges.containsKey(entry.account())) {
                ledger.forget(hour, entry.account());
            }
        }
    }
}
