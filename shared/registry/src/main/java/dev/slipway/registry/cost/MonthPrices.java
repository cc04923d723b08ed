package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What things cost in one region in a month: each day's use at the prices that are in force on it. What is free in a month, and
 * cheaper beyond some amount, goes by all that the month has used until then, in the order of time.
 */
public final class MonthPrices {

    /** By the day from which on they hold; the first hold from the beginning. */
    private final NavigableMap<LocalDate, Prices> since;

    private MonthPrices(NavigableMap<LocalDate, Prices> since) {
        this.since = since;
    }

    /**
     * Those of a month.
     *
     * @param prices what everything costs on a day
     */
    public static MonthPrices of(YearMonth month, Function<LocalDate, Prices> prices) {
        var since = new TreeMap<>(Map.of(LocalDate.MIN, prices.apply(month.atDay(1))));
        for (var day = 2; day <= month.lengthOfMonth(); day++) {
            var current = prices.apply(month.atDay(day));
            if (!current.agree(since.lastEntry().getValue())) {
                since.put(month.atDay(day), current);
            }
        }
        return new MonthPrices(since);
    }

    /** Those of a month in which no price changes. */
    public static MonthPrices of(Prices prices) {
        return new MonthPrices(new TreeMap<>(Map.of(LocalDate.MIN, prices)));
    }

    /** Those in force on a day. */
    public Prices on(LocalDate day) {
        return since.floorEntry(day).getValue();
    }

    /** Those of the month's end. */
    public Prices last() {
        return since.lastEntry().getValue();
    }

    /** From when on all prices of a day hold. */
    LocalDate since(LocalDate day) {
        return since.floorKey(day);
    }

    /** From when on a unit's price of a day holds: other units' may have changed meanwhile. */
    LocalDate since(LocalDate day, Unit unit) {
        var first = since.floorEntry(day);
        var earlier = since.lowerEntry(first.getKey());
        while (earlier != null && earlier.getValue().agree(first.getValue(), unit.toString())) {
            first = earlier;
            earlier = since.lowerEntry(first.getKey());
        }
        return first.getKey();
    }

    /**
     * What is paid for a unit.
     *
     * @param amounts how much was used of it, by days
     */
    public BigDecimal month(Unit unit, Map<LocalDate, Long> amounts) {
        return parts(unit, amounts).values().stream().map(Part::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * So much of a unit as was used while one price of it was in force.
     *
     * @param cost of that part of the month's amount, in US dollars
     */
    record Part(long amount, BigDecimal cost) {}

    /** What is paid for a unit, by the day from which on its price holds; of times in which any was used. */
    SortedMap<LocalDate, Part> parts(Unit unit, Map<LocalDate, Long> amounts) {
        var sums = new TreeMap<LocalDate, Long>();
        amounts.forEach((day, amount) -> sums.merge(since(day, unit), amount, Math::addExact));
        sums.values().removeIf(amount -> amount == 0);
        var parts = new TreeMap<LocalDate, Part>();
        var before = 0L;
        for (var sum : sums.entrySet()) {
            var until = Math.addExact(before, sum.getValue());
            var prices = on(sum.getKey());
            var cost = prices.month(unit.toString(), until).subtract(prices.month(unit.toString(), before));
            parts.put(sum.getKey(), new Part(sum.getValue(), cost));
            before = until;
        }
        return parts;
    }
}
