package dev.slipway.local.front;

/** A request that is not one by HTTP's own rules; the message says why. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedException(String message) {
        this(400, message);
    }

    MalformedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
