package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Splits a change of cost by its causes, of each unit for itself: first the number of requests changes, then what a request
 * uses, then what is paid for it.
 */
record Comparison(Rates before, Rates now) {

    /**
     * What some work used: by how many requests, and how much of a unit.
     *
     * @param cost in US dollars; beside the amount it is the work's own rate, which is that of all unless the price has changed
     */
    record Use(long requests, long amount, BigDecimal cost) {}

    Causes causes(Unit unit, Use was, Use is) {
        var paid = paidBefore(unit, was);
        var asBefore = times(paid, is.amount());
        var used = asBefore.subtract(was.cost());
        var volume = volume(was, is, used);
        return new Causes(
                is.cost().subtract(asBefore),
                times(atPricesOfBefore(unit).subtract(paid), is.amount()),
                volume,
                used.subtract(volume));
    }

    /** The work's own rate, or that of all; what nobody used had none: it is what the use of now would have cost. */
    private BigDecimal paidBefore(Unit unit, Use was) {
        if (was.amount() != 0) {
            return was.cost().divide(BigDecimal.valueOf(was.amount()), MathContext.DECIMAL128);
        }
        return before.has(unit) ? before.average(unit) : atPricesOfBefore(unit);
    }

    private BigDecimal atPricesOfBefore(Unit unit) {
        return now.has(unit) ? now.at(before.prices().last(), unit) : before.average(unit);
    }

    private static BigDecimal volume(Use was, Use is, BigDecimal used) {
        if (was.requests() == 0 || isOfOneSize(was, is)) {
            return used;
        }
        return times(was.cost(), is.requests() - was.requests())
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
