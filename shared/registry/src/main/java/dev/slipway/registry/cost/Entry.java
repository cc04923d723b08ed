package dev.slipway.registry.cost;

import java.time.Instant;

/**
 * A line of the ledger.
 *
 * @param hour its beginning
 */
public record Entry(Instant hour, Account account, Tally tally) {}
