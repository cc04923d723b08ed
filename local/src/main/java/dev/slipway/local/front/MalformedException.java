package dev.slipway.local.front;

/** A request that is not one by HTTP's own rules; the message says why. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }
}
