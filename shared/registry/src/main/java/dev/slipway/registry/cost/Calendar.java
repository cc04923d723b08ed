package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A month that runs: the days that are over, from the first on which anything was used, and those to come.
 *
 * @param over whole days
 * @param ahead how much of a day is to come: 1, and less of today
 */
record Calendar(List<LocalDate> over, Map<LocalDate, BigDecimal> ahead) {

    /** From so many days on there are two of each weekday at least. */
    static final int TWO_WEEKS = 14;

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    static Calendar of(YearMonth month, List<Entry> entries, Instant time) {
        var today = LocalDate.ofInstant(time, ZoneOffset.UTC);
        var first = entries.stream()
                .map(entry -> LocalDate.ofInstant(entry.hour(), ZoneOffset.UTC))
                .reduce(today, (one, other) -> one.isBefore(other) ? one : other);
        var ahead = today.datesUntil(month.atEndOfMonth().plusDays(1))
                .collect(Collectors.toMap(Function.identity(), _ -> BigDecimal.ONE, (one, other) -> one, TreeMap::new));
        var left = Duration.between(time, today.plusDays(1).atStartOfDay(ZoneOffset.UTC));
        ahead.put(today, BigDecimal.valueOf(left.toSeconds()).divide(DAY, MathContext.DECIMAL64));
        return new Calendar(first.datesUntil(today).toList(), ahead);
    }

    boolean knowsWeekdays() {
        return over.size() >= TWO_WEEKS;
    }

    /** Those days that are over which a day to come is taken to be like. */
    List<LocalDate> like(LocalDate day) {
        return knowsWeekdays()
                ? over.stream()
                        .filter(each -> each.getDayOfWeek() == day.getDayOfWeek())
                        .toList()
                : over;
    }

    /** How many averages are taken. */
    int averages() {
        return knowsWeekdays() ? 7 : 1;
    }
}
