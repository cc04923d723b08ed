package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one of each unit costs in a month, in US dollars: what is free in the month and what is cheaper beyond some amount is
 * shared by all that is used while one price is in force, by the amounts.
 */
final class Rates {

    /** Bytes by presigned URLs. */
    private static final List<Unit> DIRECT = List.of(Unit.BUCKET_OUT, Unit.BUCKET_OUT_REGION);

    private final Subtotal used;
    private final MonthPrices prices;
    private final Map<Unit, SortedMap<LocalDate, MonthPrices.Part>> parts = new EnumMap<>(Unit.class);
    private final Map<Unit, Map<LocalDate, BigDecimal>> each = new EnumMap<>(Unit.class);

    /**
     * The rates where so much is used in the month.
     *
     * @throws UnknownPriceException where something was used that has no price then
     */
    Rates(Subtotal used) {
        this.used = used;
        this.prices = used.prices();
        used.usage().amounts().keySet().forEach(unit -> {
            var paid = prices.parts(unit, used.amounts(unit));
            var rates = new HashMap<LocalDate, BigDecimal>();
            paid.forEach((since, part) -> rates.put(since, rate(part.cost(), part.amount())));
            parts.put(unit, paid);
            each.put(unit, rates);
        });
    }

    MonthPrices prices() {
        return prices;
    }

    /** Nothing for what was not used while that day's price was in force. */
    BigDecimal of(Unit unit, LocalDate day) {
        return each.getOrDefault(unit, Map.of()).getOrDefault(prices.since(day, unit), BigDecimal.ZERO);
    }

    BigDecimal cost(Unit unit, LocalDate day, long amount) {
        return of(unit, day).multiply(BigDecimal.valueOf(amount));
    }

    /** Of the whole month. */
    BigDecimal average(Unit unit) {
        return has(unit) ? rate(cost(unit), amount(unit)) : BigDecimal.ZERO;
    }

    /** Whether anything of it was used in the month. */
    boolean has(Unit unit) {
        return parts.containsKey(unit);
    }

    /** What one would cost at other prices all the month, were as much of it used; as here where those prices have none. */
    BigDecimal at(Prices others, Unit unit) {
        try {
            return has(unit) ? rate(others.month(unit.toString(), amount(unit)), amount(unit)) : BigDecimal.ZERO;
        } catch (UnknownPriceException _) {
            return average(unit);
        }
    }

    /**
     * What some usage is cheaper by, that went from S3 straight to clients, than had all of that gone through CloudFront beside what
     * did; less than nothing where it is dearer. Requests are not in it.
     */
    BigDecimal saved(Subtotal some) {
        var direct = direct(used);
        if (direct == 0) {
            return BigDecimal.ZERO;
        }
        var through = used.amounts(Unit.CLOUDFRONT_OUT);
        var both = new HashMap<>(through);
        DIRECT.forEach(
                unit -> used.amounts(unit).forEach((since, amount) -> both.merge(since, amount, Math::addExact)));
        var instead = prices.month(Unit.CLOUDFRONT_OUT, both).subtract(prices.month(Unit.CLOUDFRONT_OUT, through));
        var share = instead.multiply(BigDecimal.valueOf(direct(some)))
                .divide(BigDecimal.valueOf(direct), MathContext.DECIMAL128);
        return DIRECT.stream().map(unit -> some.cost(unit, this)).reduce(share, BigDecimal::subtract);
    }

    private static long direct(Subtotal some) {
        return DIRECT.stream().mapToLong(some::amount).sum();
    }

    private BigDecimal cost(Unit unit) {
        return parts(unit).stream().map(MonthPrices.Part::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private long amount(Unit unit) {
        return parts(unit).stream().mapToLong(MonthPrices.Part::amount).sum();
    }

    private Collection<MonthPrices.Part> parts(Unit unit) {
        var paid = parts.get(unit);
        return paid == null ? List.of() : paid.values();
    }

    private static BigDecimal rate(BigDecimal cost, long amount) {
        return cost.divide(BigDecimal.valueOf(amount), MathContext.DECIMAL128);
    }
}
