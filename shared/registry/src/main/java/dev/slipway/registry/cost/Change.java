package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * What something cost before and costs now.
 *
 * @param key what it is about, as {@link Bill.Row#key()}
 * @param requestsBefore how many requests it was
 * @param requests how many requests it is
 * @param before in US dollars
 * @param now in US dollars
 */
public record Change(String key, long requestsBefore, long requests, BigDecimal before, BigDecimal now, Causes causes) {

    /** What moved most is first. */
    static final Comparator<Change> MOST_FIRST = Comparator.comparing(
                    (Change change) -> change.difference().abs())
            .reversed()
            .thenComparing(Change::key);

    /** By how much it is more, in US dollars. */
    public BigDecimal difference() {
        return now.subtract(before);
    }
}
