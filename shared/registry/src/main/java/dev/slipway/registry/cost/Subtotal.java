package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries of a bill that are being added up, apart for each time in which the same prices are in force. */
final class Subtotal {

    private final MonthPrices prices;
    private final Map<LocalDate, Sum> sums = new TreeMap<>();
    private long requests;

    Subtotal(MonthPrices prices) {
        this.prices = prices;
    }

    static Subtotal of(List<Entry> entries, MonthPrices prices) {
        var sum = new Subtotal(prices);
        entries.forEach(sum::add);
        return sum;
    }

    MonthPrices prices() {
        return prices;
    }

    void add(Entry entry) {
        addRequests(entry.tally().requests());
        on(entry.day()).add(entry.tally().usage());
    }

    void add(LocalDate day, Unit unit, long amount) {
        on(day).add(unit, amount);
    }

    void addRequests(long number) {
        requests = Math.addExact(requests, number);
    }

    long requests() {
        return requests;
    }

    long amount(Unit unit) {
        return sums.values().stream().mapToLong(sum -> sum.amount(unit)).sum();
    }

    Usage usage() {
        return sums.values().stream().map(Sum::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** By the day from which on the prices hold. */
    Map<LocalDate, Long> amounts(Unit unit) {
        var amounts = new HashMap<LocalDate, Long>();
        sums.forEach((since, sum) -> amounts.put(since, sum.amount(unit)));
        return amounts;
    }

    /** At these rates, in US dollars. */
    BigDecimal cost(Rates rates) {
        var cost = BigDecimal.ZERO;
        for (var sum : sums.entrySet()) {
            for (var used : sum.getValue().usage().amounts().entrySet()) {
                cost = cost.add(rates.cost(used.getKey(), sum.getKey(), used.getValue()));
            }
        }
        return cost;
    }

    BigDecimal cost(Unit unit, Rates rates) {
        return amounts(unit).entrySet().stream()
                .map(used -> rates.cost(unit, used.getKey(), used.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** At list price: the first tier's, and nothing free. */
    BigDecimal list(Unit unit) {
        return amounts(unit).entrySet().stream()
                .filter(used -> used.getValue() != 0)
                .map(used -> prices.on(used.getKey()).list(unit, used.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Sum on(LocalDate day) {
        return sums.computeIfAbsent(prices.since(day), _ -> new Sum());
    }
}
