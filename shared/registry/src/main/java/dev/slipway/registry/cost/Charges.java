package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A bill's entries by day, account and unit. */
record Charges(List<Entry> entries, Rates rates) {

    private record Charged(LocalDate day, Account account, Unit unit) {}

    List<Charge> of(Predicate<Account> whose) {
        return of(day -> true, whose);
    }

    /** Those of some days alone: the others are neither priced nor sorted. */
    List<Charge> of(Predicate<LocalDate> when, Predicate<Account> whose) {
        var amounts = new HashMap<Charged, Long>();
        for (var entry : entries) {
            var day = entry.day();
            if (when.test(day) && whose.test(entry.account())) {
                entry.tally()
                        .usage()
                        .amounts()
                        .forEach((unit, amount) ->
                                amounts.merge(new Charged(day, entry.account(), unit), amount, Math::addExact));
            }
        }
        var charges = new ArrayList<Charge>();
        amounts.forEach((charged, amount) -> charges.add(charge(charged, amount)));
        charges.sort(Comparator.comparing(Charge::day)
                .thenComparing(charge -> charge.account().toString())
                .thenComparing(Charge::unit));
        return charges;
    }

    /** Those accounts together, by the hour of a day. */
    List<HourlyCharge> hours(LocalDate day, Predicate<Account> whose) {
        var sums = new TreeMap<Instant, Usage>();
        for (var entry : entries) {
            if (entry.day().equals(day) && whose.test(entry.account())) {
                sums.merge(entry.hour(), entry.tally().usage(), Usage::plus);
            }
        }
        return sums.entrySet().stream()
                .flatMap(sum -> sum.getValue().amounts().entrySet().stream()
                        .map(used -> charge(day, sum.getKey(), used.getKey(), used.getValue())))
                .toList();
    }

    private HourlyCharge charge(LocalDate day, Instant hour, Unit unit, long amount) {
        return new HourlyCharge(hour, unit, amount, list(day, unit, amount), rates.cost(unit, day, amount));
    }

    private Charge charge(Charged charged, long amount) {
        return new Charge(
                charged.day(),
                charged.account(),
                charged.unit(),
                amount,
                list(charged.day(), charged.unit(), amount),
                rates.cost(charged.unit(), charged.day(), amount));
    }

    private BigDecimal list(LocalDate day, Unit unit, long amount) {
        return rates.prices().on(day).list(unit, amount);
    }
}
