package dev.slipway.registry.cost;

/**
 * The price of a receipt, in dollars with 12 decimals. Exact sums have some forty digits and take as long as some requests'
 * reads: nearly always a double tells the same twelve, and where its error could change the last of them, the exact sum is
 * taken.
 */
final class ListPrice {

    private static final long DOLLAR = 1_000_000_000_000L;

    private static final double MOST = DOLLAR / 2.0;

    /** By how much of itself a sum of doubles, one a unit, may be off: each of its steps by half an ulp, and then some. */
    private static final double ERROR = 64 * Math.ulp(1.0);

    private static final double HALF = 0.5;

    private final Prices prices;

    /** A unit of each, in trillionths of a dollar, at its index; what has no price is no number. */
    private final double[] each = new double[Unit.COUNT];

    /** Of a day's prices. */
    ListPrice(Prices prices) {
        this.prices = prices;
        for (var unit : Unit.values()) {
            each[unit.index()] = prices.findEach(unit)
                    .map(price -> price.doubleValue() * DOLLAR)
                    .orElse(Double.NaN);
        }
    }

    /**
     * In text, as {@link Receipts#text} has it.
     *
     * @throws UnknownPriceException where a unit has no price
     */
    String of(Usage usage) {
        var sum = usage.times(each);
        var isSure = sum < MOST && Math.abs(sum - Math.floor(sum) - HALF) > sum * ERROR;
        return isSure ? text(Math.round(sum)) : Receipts.text(prices.list(usage));
    }

    /** So many trillionths of a dollar, which are less than one. */
    private static String text(long trillionths) {
        if (trillionths == 0) {
            return "0";
        }
        var digits = Long.toString(DOLLAR + trillionths);
        var end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "0." + digits.substring(1, end);
    }
}
