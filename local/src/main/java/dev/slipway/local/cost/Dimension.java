package dev.slipway.local.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One tier of a price, as AWS lists it.
 *
 * @param unit in which AWS measures
 * @param begin of how much in a month the price holds for what is more
 * @param end up to how much; empty where it has no end
 * @param usd for one
 */
record Dimension(String unit, BigDecimal begin, Optional<BigDecimal> end, BigDecimal usd) {}
