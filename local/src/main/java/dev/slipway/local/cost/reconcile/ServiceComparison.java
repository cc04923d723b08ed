package dev.slipway.local.cost.reconcile;

import java.math.BigDecimal;
import java.util.List;

/**
 * A service's part of a comparison, or the whole.
 *
 * @param billed in US dollars, without what is set apart
 * @param metered in US dollars
 * @param causes why they differ, the weightiest first
 */
record ServiceComparison(String service, BigDecimal billed, BigDecimal metered, List<Cause> causes) {

    private static final int PERCENT = 2;

    ServiceComparison {
        causes = List.copyOf(causes);
    }

    BigDecimal difference() {
        return billed.subtract(metered);
    }

    /**
     * Whether they are near enough.
     *
     * @param tolerance in percent of what is metered
     */
    boolean isWithin(BigDecimal tolerance) {
        return difference().abs().compareTo(metered.multiply(tolerance).movePointLeft(PERCENT)) <= 0;
    }

    /** The difference as a share of what is metered; in words where that is nothing. */
    String share() {
        if (metered.signum() != 0) {
            return UseComparison.percent(difference(), metered);
        }
        return difference().signum() == 0 ? "0.0 %" : "not metered";
    }
}
