package dev.slipway.registry.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/**
 * A month beside the month before it; a month that runs, beside as much of the month before. Each at its own
 * prices.
 *
 * @param runs whether the month is not over yet
 */
public record Periods(YearMonth month, boolean runs, Bill before, Bill now) {

    /**
     * Reads both.
     *
     * @param time until when a month that runs is looked at
     * @throws UnknownPriceException where a month in which something was used has no prices
     */
    public static Periods read(Ledger ledger, Receipts receipts, YearMonth month, Instant time) {
        var earlier = month.minusMonths(1);
        var over = Duration.between(start(month), time);
        var runs = start(month.plusMonths(1)).isAfter(time);
        var prices = receipts.prices(month);
        var entries = ledger.month(earlier).stream()
                .filter(entry -> !runs || entry.hour().isBefore(start(earlier).plus(over)))
                .toList();
        var before = new Bill(entries, entries.isEmpty() ? prices : receipts.prices(earlier));
        return new Periods(month, runs, before, new Bill(ledger.month(month), prices));
    }

    /** What some accounts owe in both. */
    public Periods of(Predicate<Account> whose) {
        return new Periods(month, runs, before.of(whose), now.of(whose));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
