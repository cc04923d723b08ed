package dev.slipway.local.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** US dollars as people read them. */
public final class Money {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final MathContext TINY = new MathContext(2, RoundingMode.HALF_UP);

    private Money() {}

    /** Rounded to cents, and what is less than one to its first two digits. */
    public static String rounded(BigDecimal usd) {
        var tiny = usd.signum() != 0 && usd.abs().compareTo(CENT) < 0;
        var rounded = tiny ? usd.round(TINY).stripTrailingZeros() : usd.setScale(2, RoundingMode.HALF_UP);
        return (usd.signum() < 0 ? "-$" : "$") + Count.of(rounded.abs());
    }

    /** A price, to its last digit. */
    public static String exact(BigDecimal usd) {
        var price = usd.stripTrailingZeros();
        return "$" + Count.of(price.setScale(Math.max(2, price.scale()), RoundingMode.UNNECESSARY));
    }

    /** For programs: all digits that there are. */
    public static String plain(BigDecimal usd) {
        var plain = usd.stripTrailingZeros();
        return plain.setScale(Math.max(2, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
