package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A month of the ledger with its prices. What is free in a month and what is cheaper beyond some amount is shared by all who
 * use a unit in that month, by their amounts.
 */
public final class Bill {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    private final List<Entry> entries;
    private final Prices prices;
    private final Map<Unit, BigDecimal> rates = new EnumMap<>(Unit.class);

    /**
     * One line of a bill.
     *
     * @param key what it is about: an owner's name, a day, and so on
     * @param cost in US dollars
     */
    public record Row(String key, long requests, BigDecimal cost) {}

    /**
     * A month at these prices.
     *
     * @throws UnknownPriceException where something was used that has none
     */
    public Bill(List<Entry> entries, Prices prices) {
        this.entries = List.copyOf(entries);
        this.prices = prices;
        total(entries)
                .amounts()
                .forEach((unit, amount) -> rates.put(
                        unit, prices.month(unit.toString(), amount).divide(BigDecimal.valueOf(amount), PRECISION)));
    }

    public String region() {
        return prices.region();
    }

    /** What those accounts owe, a row for each key, the dearest first; by day in the order of the days. */
    public List<Row> rows(Grouping by, Predicate<Account> whose) {
        var rows = new TreeMap<String, Row>();
        entries.stream()
                .filter(entry -> whose.test(entry.account()))
                .flatMap(entry -> rows(by, entry))
                .forEach(row -> rows.merge(row.key(), row, Bill::sum));
        var order = by == Grouping.DAY
                ? Comparator.comparing(Row::key)
                : Comparator.comparing(Row::cost).reversed().thenComparing(Row::key);
        return rows.values().stream().sorted(order).toList();
    }

    /** The same by the unit. */
    public List<Charge> charges(Predicate<Account> whose) {
        var amounts = new HashMap<Charged, Long>();
        for (var entry : entries) {
            if (whose.test(entry.account())) {
                entry.tally()
                        .usage()
                        .amounts()
                        .forEach((unit, amount) ->
                                amounts.merge(new Charged(day(entry), entry.account(), unit), amount, Math::addExact));
            }
        }
        var charges = new ArrayList<Charge>();
        amounts.forEach((charged, amount) -> charges.add(charge(charged, amount)));
        charges.sort(Comparator.comparing(Charge::day)
                .thenComparing(charge -> charge.account().toString())
                .thenComparing(Charge::unit));
        return charges;
    }

    /** What those accounts together are charged in each hour of a day, for each unit. */
    public List<HourlyCharge> hours(LocalDate day, Predicate<Account> whose) {
        var sums = new TreeMap<Instant, Usage>();
        for (var entry : entries) {
            if (day(entry).equals(day) && whose.test(entry.account())) {
                sums.merge(entry.hour(), entry.tally().usage(), Usage::plus);
            }
        }
        return sums.entrySet().stream()
                .flatMap(sum -> sum.getValue().amounts().entrySet().stream()
                        .map(used -> charge(sum.getKey(), used.getKey(), used.getValue())))
                .toList();
    }

    private HourlyCharge charge(Instant hour, Unit unit, long amount) {
        return new HourlyCharge(hour, unit, amount, prices.list(unit, amount), cost(unit, amount));
    }

    private record Charged(LocalDate day, Account account, Unit unit) {}

    private Charge charge(Charged charged, long amount) {
        return new Charge(
                charged.day(),
                charged.account(),
                charged.unit(),
                amount,
                prices.list(charged.unit(), amount),
                cost(charged.unit(), amount));
    }

    private Stream<Row> rows(Grouping by, Entry entry) {
        var usage = entry.tally().usage();
        if (by == Grouping.SERVICE) {
            var costs = new EnumMap<Service, BigDecimal>(Service.class);
            usage.amounts().forEach((unit, amount) -> costs.merge(unit.service(), cost(unit, amount), BigDecimal::add));
            return costs.entrySet().stream()
                    .map(cost -> new Row(cost.getKey().toString(), entry.tally().requests(), cost.getValue()));
        }
        var cost = usage.amounts().entrySet().stream()
                .map(used -> cost(used.getKey(), used.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var key = by == Grouping.DAY ? day(entry).toString() : by.key(entry.account());
        return Stream.of(new Row(key, entry.tally().requests(), cost));
    }

    private BigDecimal cost(Unit unit, long amount) {
        return rates.getOrDefault(unit, BigDecimal.ZERO).multiply(BigDecimal.valueOf(amount));
    }

    private static LocalDate day(Entry entry) {
        return entry.hour().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Row sum(Row one, Row other) {
        return new Row(one.key(), one.requests() + other.requests(), one.cost().add(other.cost()));
    }

    private static Usage total(List<Entry> entries) {
        return entries.stream().map(entry -> entry.tally().usage()).reduce(Usage.NONE, Usage::plus);
    }
}
