package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Why something costs more or less than before, in US dollars; negative for less. The three add up to the change, to the last
 * digit.
 *
 * @param price by what one of each unit costs, of as much as is used now
 * @param tiers how much of {@code price} comes of what is free in a month, and of what is cheaper beyond some amount, rather
 *     than of AWS's prices
 * @param volume by the number of requests, had each used as much as before, at the rates of before
 * @param size by how much a request uses, at the rates of before
 */
public record Causes(BigDecimal price, BigDecimal tiers, BigDecimal volume, BigDecimal size) {

    /** One of the three. */
    public enum Cause {
        PRICE,
        VOLUME,
        SIZE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Causes NONE = new Causes(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** That which moved most, up or down. */
    public Cause most() {
        return Arrays.stream(Cause.values())
                .max(Comparator.comparing(cause -> of(cause).abs()))
                .orElseThrow();
    }

    public BigDecimal of(Cause cause) {
        return switch (cause) {
            case PRICE -> price;
            case VOLUME -> volume;
            case SIZE -> size;
        };
    }

    /** The three in their order, rounded so that they add up to a change. */
    public List<BigDecimal> rounded(BigDecimal change, int decimals) {
        return Rounding.toTotal(List.of(price, volume, size), change, decimals);
    }

    Causes plus(Causes other) {
        return new Causes(
                price.add(other.price), tiers.add(other.tiers), volume.add(other.volume), size.add(other.size));
    }
}
