package dev.slipway.local.cost.reconcile;

import java.math.BigDecimal;

/**
 * Some lines together.
 *
 * @param amount in the ledger's units, or as the bill has it where the ledger has no such unit
 * @param cost in US dollars
 */
record Sum(long lines, BigDecimal amount, BigDecimal cost) {

    static final Sum NONE = new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO);

    Sum plus(Sum other) {
        return new Sum(lines + other.lines, amount.add(other.amount), cost.add(other.cost));
    }
}
