package dev.slipway.registry.cost;

/**
 * What a request's usage costs, in the texts that its receipt has of it: many requests use the same, and share them.
 *
 * @param price in US dollars, or {@code unknown}
 * @param header the value of {@code Slipway-Cost}: the price, then the units
 * @param members the end of a line of JSON, from the comma before the price on
 */
public record PricedUsage(Usage usage, String price, String header, String members) {

    /**
     * A usage that costs so much.
     *
     * @param price in US dollars, or {@code unknown}
     */
    public static PricedUsage of(Usage usage, String price) {
        var members = new StringBuilder(",\"usd\":\"").append(price).append('"');
        usage.forEach((unit, amount) ->
                members.append(",\"").append(unit).append("\":").append(amount));
        return new PricedUsage(
                usage, price, price + " " + usage, members.append('}').toString());
    }
}
