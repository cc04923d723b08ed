package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What an account is charged for one unit on one day, in US dollars without tax.
 *
 * @param day in UTC, as AWS bills
 * @param amount how much of the unit
 * @param list the price at list: the first tier's, nothing free
 * @param cost the price after what is free in the month and its tiers, which all that use the unit share by their amounts
 */
public record Charge(LocalDate day, Account account, Unit unit, long amount, BigDecimal list, BigDecimal cost) {}
