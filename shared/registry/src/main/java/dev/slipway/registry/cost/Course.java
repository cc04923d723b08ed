package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What some accounts have used in a month that runs, day by day, and what that lets expect of the days to come. */
final class Course {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    private final Calendar calendar;
    private final MonthPrices prices;
    private final Map<LocalDate, Sum> byDay = new HashMap<>();
    private final Amounts rest = new Amounts();

    /** The course of a calendar in which a day is over, at the month's prices. */
    Course(Calendar calendar, List<Entry> entries, MonthPrices prices) {
        this.calendar = calendar;
        this.prices = prices;
        for (var entry : entries) {
            byDay.computeIfAbsent(entry.day(), _ -> new Sum()).add(entry.tally().usage());
        }
        calendar.ahead().forEach(this::expect);
    }

    /**
     * How much of each unit it will be by the month's end.
     *
     * @param factor of what the days to come use to what they are expected to
     */
    Amounts end(BigDecimal factor) {
        var amounts = new Amounts();
        byDay.forEach((day, sum) -> sum.usage()
                .amounts()
                .forEach((unit, amount) -> amounts.add(prices.since(day), unit, BigDecimal.valueOf(amount))));
        amounts.add(rest, factor);
        return amounts;
    }

    /** How much of each unit the days to come are expected to use. */
    Amounts rest() {
        return rest;
    }

    /**
     * The standard error of all that is to come together, as a part of it; by what each day is worth at list prices, and how
     * far it is from the average of the days like it.
     */
    double error() {
        var values = calendar.over().stream()
                .collect(Collectors.toMap(
                        day -> day, day -> prices.on(day).list(used(day)).doubleValue()));
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
                .forEach((unit, amount) -> rest.add(
                        prices.since(day),
                        unit,
                        BigDecimal.valueOf(amount).multiply(share).divide(BigDecimal.valueOf(like.size()), PRECISION)));
    }

    private Usage used(LocalDate day) {
        var sum = byDay.get(day);
        return sum == null ? Usage.NONE : sum.usage();
    }
}
