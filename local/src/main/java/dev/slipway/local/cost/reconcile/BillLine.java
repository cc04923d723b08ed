package dev.slipway.local.cost.reconcile;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A line of a bill that is for use.
 *
 * @param usageType as the bill has it
 * @param operation empty where the bill has none
 * @param resource its ARN or id; empty where the bill has none
 * @param amount in the ledger's unit, where it has one
 * @param cost in US dollars
 */
record BillLine(
        Use use,
        String usageType,
        String operation,
        String resource,
        Period period,
        BigDecimal amount,
        BigDecimal cost) {

    Sum sum() {
        return new Sum(1, amount, cost);
    }

    /** The same for lines that say the same. */
    UUID fingerprint() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8));
    }
}
