package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What some accounts have used in a month that runs, day by day, and what that lets expect of the days to come. */
final class Course {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    private final Calendar calendar;
    private final Usage used;
    private final Map<LocalDate, Usage> byDay = new HashMap<>();
    private final Map<Unit, BigDecimal> rest = new EnumMap<>(Unit.class);

    /** The course of a calendar in which a day is over. */
    Course(Calendar calendar, List<Entry> entries) {
        this.calendar = calendar;
        var sums = new HashMap<LocalDate, Sum>();
        for (var entry : entries) {
            var day = LocalDate.ofInstant(entry.hour(), ZoneOffset.UTC);
            sums.computeIfAbsent(day, _ -> new Sum()).add(entry.tally());
        }
        sums.forEach((day, sum) -> byDay.put(day, sum.tally().usage()));
        this.used = Sum.of(entries);
        calendar.ahead().forEach(this::expect);
    }

    /**
     * How much of each unit it will be by the month's end.
     *
     * @param factor of what the days to come use to what they are expected to
     */
    Map<Unit, BigDecimal> end(BigDecimal factor) {
        var amounts = new EnumMap<Unit, BigDecimal>(Unit.class);
        used.amounts().forEach((unit, amount) -> amounts.put(unit, BigDecimal.valueOf(amount)));
        rest.forEach((unit, amount) -> amounts.merge(unit, amount.multiply(factor), BigDecimal::add));
        return amounts;
    }

    /** How much of each unit the days to come are expected to use. */
    Map<Unit, BigDecimal> rest() {
        return rest;
    }

    /**
     * The standard error of all that is to come together, as a part of it; by what each day is worth at list prices, and how
     * far it is from the average of the days like it.
     */
    double error(Prices prices) {
        var values = calendar.over().stream()
                .collect(Collectors.toMap(
                        day -> day, day -> prices.list(used(day)).doubleValue()));
        var squares = 0.0;
        for (var day : calendar.over()) {
            squares += Math.pow(values.getOrDefault(day, 0.0) - mean(day, values), 2);
        }
        var worth = 0.0;
        var weights = 0.0;
        var byWeekday = new HashMap<List<LocalDate>, Double>();
        for (var ahead : calendar.ahead().entrySet()) {
            var share = ahead.getValue().doubleValue();
            worth += share * mean(ahead.getKey(), values);
            weights += share * share;
            byWeekday.merge(calendar.like(ahead.getKey()), share, Double::sum);
        }
        for (var like : byWeekday.entrySet()) {
            weights += like.getValue() * like.getValue() / like.getKey().size();
        }
        var variance = squares / (calendar.over().size() - calendar.averages());
        return worth == 0 ? 0 : Math.sqrt(variance * weights) / worth;
    }

    private double mean(LocalDate day, Map<LocalDate, Double> values) {
        return calendar.like(day).stream()
                .mapToDouble(like -> values.getOrDefault(like, 0.0))
                .average()
                .orElse(0);
    }

    private void expect(LocalDate day, BigDecimal share) {
        var like = calendar.like(day);
        var sum = like.stream().map(this::used).reduce(Usage.NONE, Usage::plus);
        sum.amounts()
                .forEach((unit, amount) -> rest.merge(
                        unit,
                        BigDecimal.valueOf(amount).multiply(share).divide(BigDecimal.valueOf(like.size()), PRECISION),
                        BigDecimal::add));
    }

    private Usage used(LocalDate day) {
        return byDay.getOrDefault(day, Usage.NONE);
    }
}
