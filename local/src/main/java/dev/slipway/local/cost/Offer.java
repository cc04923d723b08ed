package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.cost.PriceLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A price that AWS lists for a product, with its tiers.
 *
 * @param sku of the product
 * @param dimensions the lowest first
 */
record Offer(String sku, List<Dimension> dimensions) {

    Offer {
        dimensions = dimensions.stream()
                .sorted(Comparator.comparing(Dimension::begin))
                .toList();
    }

    /**
     * The lines of a price file. What costs nothing in the beginning is no tier, because the file says elsewhere what is free, and
     * tiers there count from the end of that; empty where nothing costs anything.
     */
    List<PriceLine> lines(PriceRule rule, LocalDate since, String source) {
        check(rule);
        var paid = dimensions.stream()
                .dropWhile(dimension -> dimension.usd().signum() == 0)
                .toList();
        var lines = new ArrayList<PriceLine>();
        for (var dimension : paid) {
            var above = dimension.begin().subtract(paid.getFirst().begin());
            var size = BigDecimal.valueOf(rule.measure().size());
            var usd = dimension.usd().multiply(BigDecimal.valueOf(rule.per())).divide(size);
            lines.add(new PriceLine(
                    rule.unit(), above.multiply(size).longValueExact(), tidy(usd), rule.per(), since, source));
        }
        return lines;
    }

    private void check(PriceRule rule) {
        var end = Optional.of(BigDecimal.ZERO);
        for (var dimension : dimensions) {
            if (!rule.measure().is(dimension.unit())) {
                throw failure(rule, "is for '" + dimension.unit() + "'");
            }
            var begin = dimension.begin();
            if (end.filter(last -> last.compareTo(begin) == 0).isEmpty()) {
                throw failure(rule, "has tiers that do not follow each other");
            }
            end = dimension.end();
        }
        if (end.isPresent()) {
            throw failure(rule, "has no last tier");
        }
    }

    private CommandFailure failure(PriceRule rule, String why) {
        return new CommandFailure("AWS's price of " + rule.unit() + " (" + sku + " of " + rule.service() + ") " + why);
    }

    private static BigDecimal tidy(BigDecimal usd) {
        var price = usd.stripTrailingZeros();
        return price.scale() < 2 ? price.setScale(2) : price;
    }
}
