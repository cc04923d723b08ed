package dev.slipway.local.cost.reconcile;

import dev.slipway.local.cost.Count;
import dev.slipway.local.cost.Money;
import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.PriceLine;
import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the prices on a bill are those of the price file: of one of the tiers, or none where something is free. */
final class PriceComparison {

    /** As a share of a cost. */
    private static final BigDecimal LITTLE = new BigDecimal("0.005");

    /** In US dollars a line: costs on a bill have ten decimals. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.0000000001");

    private static final MathContext DIGITS = new MathContext(5, RoundingMode.HALF_UP);

    private final Unit unit;
    private final MonthPrices prices;
    private final boolean free;

    private PriceComparison(Unit unit, MonthPrices prices) {
        this.unit = unit;
        this.prices = prices;
        this.free = prices.last().free(unit.toString()) > 0;
    }

    /** The cause, where there is such a line. */
    static Optional<Cause> of(Use use, Unit unit, BilledUse billed, MonthPrices prices) {
        var comparison = new PriceComparison(unit, prices);
        var others = new ArrayList<BilledUse.Rate>();
        var effect = BigDecimal.ZERO;
        for (var rate : billed.rates().entrySet()) {
            var tiers = comparison.tiers(rate.getKey());
            if (!comparison.isKnown(rate.getValue(), tiers)) {
                others.add(rate.getKey());
                effect = effect.add(excess(rate.getValue(), tiers));
            }
        }
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cause(Cause.Kind.ANOTHER_PRICE, use.name(), effect, comparison.text(others, billed)));
    }

    /** Of all prices that were in force while it was used. */
    private List<PriceLine> tiers(BilledUse.Rate rate) {
        return rate.first()
                .datesUntil(rate.last().plusDays(1))
                .map(prices::on)
                .distinct()
                .flatMap(known -> known.lines(unit.toString()).stream())
                .toList();
    }

    private boolean isKnown(Sum lines, List<PriceLine> tiers) {
        return (free && lines.cost().signum() == 0)
                || tiers.stream().anyMatch(tier -> isAt(lines, tier.each().multiply(lines.amount())));
    }

    private static boolean isAt(Sum lines, BigDecimal expected) {
        var tolerance = LITTLE.multiply(expected).add(ROUNDING.multiply(BigDecimal.valueOf(lines.lines())));
        return lines.cost().subtract(expected).abs().compareTo(tolerance) <= 0;
    }

    /** By how much it is dearer than at the nearest tier. */
    private static BigDecimal excess(Sum lines, List<PriceLine> tiers) {
        return lines.cost().subtract(nearest(lines, tiers).each().multiply(lines.amount()));
    }

    private static PriceLine nearest(Sum lines, List<PriceLine> tiers) {
        return tiers.stream()
                .min(Comparator.comparing(tier -> lines.cost()
                        .subtract(tier.each().multiply(lines.amount()))
                        .abs()))
                .orElseThrow();
    }

    private String text(List<BilledUse.Rate> others, BilledUse billed) {
        var lines = others.stream().map(billed.rates()::get).reduce(Sum.NONE, Sum::plus);
        var types = others.stream()
                .map(BilledUse.Rate::usageType)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        var tiers = others.stream().flatMap(rate -> tiers(rate).stream()).toList();
        var tier = nearest(lines, tiers);
        var per = BigDecimal.valueOf(tier.per());
        var paid = lines.cost().multiply(per).divide(lines.amount(), DIGITS);
        return Count.of(lines.lines()) + (lines.lines() == 1 ? " line" : " lines") + " of " + types + " at "
                + Money.exact(paid) + Count.per(tier.per()) + ", not " + Money.exact(tier.usd());
    }
}
