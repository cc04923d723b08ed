package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one of each unit costs in a month, in US dollars: what is free in the month and what is cheaper beyond some amount is
 * shared by all that is used, by the amounts.
 */
final class Rates {

    /** Bytes by presigned URLs. */
    private static final List<Unit> DIRECT = List.of(Unit.BUCKET_OUT, Unit.BUCKET_OUT_REGION);

    private final Usage used;
    private final Prices prices;
    private final Map<Unit, BigDecimal> each = new EnumMap<>(Unit.class);

    /**
     * The rates where so much is used in the month.
     *
     * @throws UnknownPriceException where something was used that has no price
     */
    Rates(Usage used, Prices prices) {
        this.used = used;
        this.prices = prices;
        used.amounts().forEach((unit, amount) -> each.put(unit, rate(prices, unit, amount)));
    }

    Prices prices() {
        return prices;
    }

    /** Nothing for what was not used. */
    BigDecimal of(Unit unit) {
        return each.getOrDefault(unit, BigDecimal.ZERO);
    }

    BigDecimal cost(Unit unit, long amount) {
        return of(unit).multiply(BigDecimal.valueOf(amount));
    }

    BigDecimal cost(Usage usage) {
        return usage.amounts().entrySet().stream()
                .map(used -> cost(used.getKey(), used.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether anything of it was used in the month. */
    boolean has(Unit unit) {
        return each.containsKey(unit);
    }

    /** What one would cost at other prices, were as much of it used; as here where those prices have none. */
    BigDecimal at(Prices others, Unit unit) {
        try {
            return has(unit) ? rate(others, unit, used.amount(unit)) : BigDecimal.ZERO;
        } catch (UnknownPriceException _) {
            return of(unit);
        }
    }

    /**
     * What some usage is cheaper by, that went from S3 straight to clients, than had all of that gone through CloudFront after what
     * did; less than nothing where it is dearer. Requests are not in it.
     */
    BigDecimal saved(Usage some) {
        var direct = direct(used);
        if (direct == 0) {
            return BigDecimal.ZERO;
        }
        var out = Unit.CLOUDFRONT_OUT.toString();
        var through = used.amount(Unit.CLOUDFRONT_OUT);
        var instead = prices.month(out, Math.addExact(through, direct)).subtract(prices.month(out, through));
        var share = instead.multiply(BigDecimal.valueOf(direct(some)))
                .divide(BigDecimal.valueOf(direct), MathContext.DECIMAL128);
        return DIRECT.stream().map(unit -> cost(unit, some.amount(unit))).reduce(share, BigDecimal::subtract);
    }

    private static long direct(Usage usage) {
        return DIRECT.stream().mapToLong(usage::amount).sum();
    }

    private static BigDecimal rate(Prices prices, Unit unit, long amount) {
        return prices.month(unit.toString(), amount).divide(BigDecimal.valueOf(amount), MathContext.DECIMAL128);
    }
}
