package dev.slipway.local.cost;

import dev.slipway.registry.cost.PriceLine;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Service;
import dev.slipway.registry.cost.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what amounts cost, and how that is reckoned.
 *
 * @param freeTier whether what AWS gives each account for nothing is taken off
 */
record Pricing(Prices prices, boolean freeTier) {

    private static final String REGISTRY = "Amazon Elastic Container Registry";

    EstimateLine line(Unit unit, long amount, String origin) {
        return line(unit.toString(), amount, origin);
    }

    /** @param origin how the amount comes about */
    EstimateLine line(String unit, long amount, String origin) {
        var free = freeTier ? prices.free(unit) : 0;
        var cost = freeTier ? prices.month(unit, amount) : prices.monthWithoutFree(unit, amount);
        var per = prices.lines(unit).getFirst().per();
        var sum = amount <= free
                ? within(amount, free, per)
                : String.join(" + ", terms(prices.lines(unit), amount - free)) + after(free, per);
        return new EstimateLine(
                Unit.find(unit).map(Unit::service).map(Service::toString).orElse(REGISTRY),
                unit,
                amount,
                Count.of(amount, per),
                cost,
                origin + "; " + sum + " = " + Money.rounded(cost));
    }

    private static String within(long amount, long free, long per) {
        return Count.of(amount, per)
                + (free == 0 ? "" : " within the first " + Count.of(free, per) + ", which are free");
    }

    private static String after(long free, long per) {
        return free == 0 ? "" : " after the first " + Count.of(free, per);
    }

    private static List<String> terms(List<PriceLine> tiers, long paid) {
        var terms = new ArrayList<String>();
        for (var i = 0; i < tiers.size() && tiers.get(i).above() < paid; i++) {
            var tier = tiers.get(i);
            var end = i + 1 < tiers.size() ? Math.min(paid, tiers.get(i + 1).above()) : paid;
            terms.add(
                    Count.of(end - tier.above(), tier.per()) + " x " + Money.exact(tier.usd()) + Count.per(tier.per()));
        }
        return terms;
    }
}
