package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One line of a price file.
 *
 * @param unit what is paid for: a {@link Unit} in text, or something that only an estimate knows
 * @param above of how much in a month the price holds for what is more; 0 for the first tier
 * @param usd US dollars for so many
 * @param per how many that is
 * @param since the day from which on it holds
 * @param source where the price was read
 */
public record PriceLine(String unit, long above, BigDecimal usd, long per, LocalDate since, String source) {

    public PriceLine {
        if (usd.signum() < 0 || above < 0 || per < 1) {
            throw new IllegalArgumentException("no price: " + usd + " for " + per + " of " + unit + " above " + above);
        }
        try {
            var _ = usd.divide(BigDecimal.valueOf(per));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(unit + " at " + usd + " for " + per + " has no exact price", e);
        }
    }

    /** The price of one, in US dollars, exactly. */
    public BigDecimal each() {
        return usd.divide(BigDecimal.valueOf(per));
    }
}
