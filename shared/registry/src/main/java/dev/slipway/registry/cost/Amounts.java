package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** So much of each unit, also parts of one, by the day from which on the prices hold that are in force when it is used. */
final class Amounts {

    private final Map<LocalDate, Map<Unit, BigDecimal>> bySince = new HashMap<>();

    void add(LocalDate since, Unit unit, BigDecimal amount) {
        bySince.computeIfAbsent(since, _ -> new EnumMap<>(Unit.class)).merge(unit, amount, BigDecimal::add);
    }

    /** Adds a multiple of others. */
    void add(Amounts others, BigDecimal factor) {
        others.bySince.forEach(
                (since, amounts) -> amounts.forEach((unit, amount) -> add(since, unit, amount.multiply(factor))));
    }

    /** What one of each unit costs where so much is used in a month. */
    Rates rates(MonthPrices prices) {
        var whole = new Subtotal(prices);
        bySince.forEach((since, amounts) -> amounts.forEach((unit, amount) ->
                whole.add(since, unit, amount.setScale(0, RoundingMode.HALF_UP).longValueExact())));
        return new Rates(whole);
    }

    /** At these rates, in US dollars. */
    Map<Unit, BigDecimal> costs(Rates rates) {
        var costs = new EnumMap<Unit, BigDecimal>(Unit.class);
        bySince.forEach((since, amounts) -> amounts.forEach(
                (unit, amount) -> costs.merge(unit, rates.of(unit, since).multiply(amount), BigDecimal::add)));
        return costs;
    }
}
