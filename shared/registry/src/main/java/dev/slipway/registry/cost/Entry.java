package dev.slipway.registry.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A line of the ledger.
 *
 * @param hour its beginning
 */
public record Entry(Instant hour, Account account, Tally tally) {

    /** In UTC, as AWS bills. */
    LocalDate day() {
        return LocalDate.ofInstant(hour, ZoneOffset.UTC);
    }
}
