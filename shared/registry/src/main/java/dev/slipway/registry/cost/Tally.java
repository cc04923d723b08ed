package dev.slipway.registry.cost;

/** How many requests there were, and what they used. */
public record Tally(long requests, Usage usage) {

    /** No request. */
    public static final Tally NONE = new Tally(0, Usage.NONE);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(Math.addExact(requests, other.requests), usage.plus(other.usage));
    }
}
