package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds sums so that they still add up: by the method of the largest remainder. */
public final class Rounding {

    private Rounding() {}

    /** To the nearest, and between two to the even one. */
    public static BigDecimal round(BigDecimal dollars, int decimals) {
        return dollars.setScale(decimals, RoundingMode.HALF_EVEN);
    }

    /**
     * Rounds each to so many decimals that all together are a total: down, and up those of which most was left out. Where the
     * total is their sum, rounded, each is less than one in the last decimal away from what it was.
     *
     * @param total has no more decimals
     */
    public static List<BigDecimal> toTotal(List<BigDecimal> exact, BigDecimal total, int decimals) {
        if (exact.isEmpty()) {
            return List.of();
        }
        var floors = exact.stream()
                .map(each -> each.setScale(decimals, RoundingMode.FLOOR))
                .toList();
        var least = BigDecimal.ONE.movePointLeft(decimals);
        var missing = total.subtract(floors.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .divideToIntegralValue(least)
                .longValueExact();
        var forEach = least.multiply(BigDecimal.valueOf(Math.floorDiv(missing, (long) exact.size())));
        var rounded = new ArrayList<>(floors.stream().map(forEach::add).toList());
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(floors.get(i)))
                        .reversed())
                .limit(Math.floorMod(missing, (long) exact.size()))
                .forEach(i -> rounded.set(i, rounded.get(i).add(least)));
        return rounded;
    }
}
