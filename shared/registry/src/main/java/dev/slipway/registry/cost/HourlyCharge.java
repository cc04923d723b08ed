package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What all accounts together are charged for one unit in one hour, in US dollars without tax.
 *
 * @param hour its beginning
 * @param amount how much of the unit
 * @param list the price at list: the first tier's, nothing free
 * @param cost the price after what is free in the month and its tiers, by this hour's share of the month's amount
 */
public record HourlyCharge(Instant hour, Unit unit, long amount, BigDecimal list, BigDecimal cost) {}
