package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A month of the ledger with its prices. What is free in a month and what is cheaper beyond some amount is shared by all who
 * use a unit in that month, by their amounts.
 */
public final class Bill {

    private final List<Entry> entries;
    private final Rates rates;

    /**
     * One line of a bill.
     *
     * @param key what it is about: an owner's name, a day, and so on
     * @param cost in US dollars
     */
    public record Row(String key, long requests, BigDecimal cost) {

        static Row none(String key) {
            return new Row(key, 0, BigDecimal.ZERO);
        }
    }

    /**
     * A month at its prices.
     *
     * @throws UnknownPriceException where something was used that has none then
     */
    public Bill(List<Entry> entries, MonthPrices prices) {
        this(entries, new Rates(Subtotal.of(entries, prices)));
    }

    /** A month in which no price changes. */
    public Bill(List<Entry> entries, Prices prices) {
        this(entries, MonthPrices.of(prices));
    }

    private Bill(List<Entry> entries, Rates rates) {
        this.entries = List.copyOf(entries);
        this.rates = rates;
    }

    /** What some accounts owe of it: at the same rates, which all that use a unit share. */
    public Bill of(Predicate<Account> whose) {
        return new Bill(
                entries.stream().filter(entry -> whose.test(entry.account())).toList(), rates);
    }

    /** Those who owe any of it, by their names. */
    public Set<String> owners() {
        return entries.stream()
                .map(entry -> entry.account().owner())
                .filter(owner -> !owner.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All of it, in US dollars. */
    public BigDecimal total() {
        return subtotal().cost(rates);
    }

    /** What downloads straight from S3 have saved of it, in US dollars; less than nothing where they were dearer than CloudFront. */
    public BigDecimal saved() {
        return rates.saved(subtotal());
    }

    /** All that it is for. */
    public Usage usage() {
        return subtotal().usage();
    }

    public long requests() {
        return entries.stream().mapToLong(entry -> entry.tally().requests()).sum();
    }

    /** What it comes to for a unit, in US dollars. */
    public BigDecimal cost(Unit unit) {
        return subtotal().cost(unit, rates);
    }

    /** The same at list price: the first tier's, and nothing free. */
    public BigDecimal list(Unit unit) {
        return subtotal().list(unit);
    }

    /** The prices that it is made at, of its end. */
    public Prices prices() {
        return rates.prices().last();
    }

    Rates rates() {
        return rates;
    }

    List<Entry> entries() {
        return entries;
    }

    public String region() {
        return prices().region();
    }

    /** What those accounts owe, a row for each key, the dearest first; by day in the order of the days. */
    public List<Row> rows(Grouping by, Predicate<Account> whose) {
        var sums = new TreeMap<String, Subtotal>();
        for (var entry : entries) {
            if (whose.test(entry.account())) {
                add(by, entry, key -> sums.computeIfAbsent(key, _ -> new Subtotal(rates.prices())));
            }
        }
        var order = by == Grouping.DAY
                ? Comparator.comparing(Row::key)
                : Comparator.comparing(Row::cost).reversed().thenComparing(Row::key);
        return sums.entrySet().stream()
                .map(sum -> row(sum.getKey(), sum.getValue()))
                .sorted(order)
                .toList();
    }

    /** The same by the unit. */
    public List<Charge> charges(Predicate<Account> whose) {
        return new Charges(entries, rates).of(whose);
    }

    /** Those of one day. */
    public List<Charge> charges(LocalDate day, Predicate<Account> whose) {
        return new Charges(entries, rates).of(day::equals, whose);
    }

    /** What those accounts together are charged in each hour of a day, for each unit. */
    public List<HourlyCharge> hours(LocalDate day, Predicate<Account> whose) {
        return new Charges(entries, rates).hours(day, whose);
    }

    private Row row(String key, Subtotal sum) {
        return new Row(key, sum.requests(), sum.cost(rates));
    }

    private Subtotal subtotal() {
        return Subtotal.of(entries, rates.prices());
    }

    /** A request is one to each service that it used. */
    private static void add(Grouping by, Entry entry, Function<String, Subtotal> sums) {
        if (by != Grouping.SERVICE) {
            var key = by == Grouping.DAY ? entry.day().toString() : by.key(entry.account());
            sums.apply(key).add(entry);
            return;
        }
        var used = EnumSet.noneOf(Service.class);
        entry.tally().usage().amounts().forEach((unit, amount) -> {
            used.add(unit.service());
            sums.apply(unit.service().toString()).add(entry.day(), unit, amount);
        });
        used.forEach(service ->
                sums.apply(service.toString()).addRequests(entry.tally().requests()));
    }
}
