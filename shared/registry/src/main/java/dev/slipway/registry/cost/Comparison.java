package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Splits a change of cost by its causes, of each unit for itself: first the number of requests changes, then what a request
 * uses, then what is paid for it.
 */
record Comparison(Rates before, Rates now) {

    /** What some work used: by how many requests, and how much of a unit. */
    record Use(long requests, long amount) {}

    Causes causes(Unit unit, Use was, Use is) {
        var paid = paidBefore(unit);
        var used = paid.multiply(BigDecimal.valueOf(is.amount() - was.amount()));
        var volume = volume(paid, was, is, used);
        return new Causes(
                times(now.of(unit).subtract(paid), is.amount()),
                times(atPricesOfBefore(unit).subtract(paid), is.amount()),
                volume,
                used.subtract(volume));
    }

    /** What nobody used had no rate: it is what the use of now would have cost. */
    private BigDecimal paidBefore(Unit unit) {
        return before.has(unit) ? before.of(unit) : atPricesOfBefore(unit);
    }

    private BigDecimal atPricesOfBefore(Unit unit) {
        return now.has(unit) ? now.at(before.prices(), unit) : before.of(unit);
    }

    private static BigDecimal volume(BigDecimal paid, Use was, Use is, BigDecimal used) {
        if (was.requests() == 0 || isOfOneSize(was, is)) {
            return used;
        }
        return times(times(paid, was.amount()), is.requests() - was.requests())
                .divide(BigDecimal.valueOf(was.requests()), MathContext.DECIMAL128);
    }

    private static boolean isOfOneSize(Use was, Use is) {
        return times(BigDecimal.valueOf(was.amount()), is.requests())
                        .compareTo(times(BigDecimal.valueOf(is.amount()), was.requests()))
                == 0;
    }

    private static BigDecimal times(BigDecimal dollars, long amount) {
        return dollars.multiply(BigDecimal.valueOf(amount));
    }
}
