package dev.slipway.registry.owner;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * What was spent of a budget in a month, as far as the ledger knew when it was last looked at.
 *
 * @param month in UTC
 * @param spent in US dollars, rounded to 12 decimals as a bill is
 * @param warned the shares of the budget, in percent, that were warned of, in order
 */
public record Spending(YearMonth month, BigDecimal spent, List<Integer> warned) {

    public Spending {
        warned = warned.stream().distinct().sorted().toList();
    }

    /** A month of which nothing is known. */
    static Spending nothing(YearMonth month) {
        return new Spending(month, BigDecimal.ZERO, List.of());
    }
}
