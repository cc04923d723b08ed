package dev.slipway.registry.cost;

/** There is no price for something that was used; its message says for what, and what helps. */
public final class UnknownPriceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPriceException(String message) {
        super(message);
    }
}
