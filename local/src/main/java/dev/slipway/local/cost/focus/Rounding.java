package dev.slipway.local.cost.focus;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds a column's numbers to so many digits after the point, each with what rounding has left of those before: the sum of
 * any number of rows is off by half of the last digit at most, and exact where the numbers have no more digits.
 */
final class Rounding {

    private final int scale;
    private BigDecimal left = BigDecimal.ZERO;

    Rounding(int scale) {
        this.scale = scale;
    }

    BigDecimal next(BigDecimal number) {
        var wanted = number.add(left);
        var rounded = wanted.setScale(scale, RoundingMode.HALF_EVEN);
        left = wanted.subtract(rounded);
        return rounded;
    }
}
