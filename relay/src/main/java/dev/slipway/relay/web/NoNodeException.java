package dev.slipway.relay.web;

/** There is no Node.js that runs the relay; the message says what to do, in one line. */
public final class NoNodeException extends Exception {

    private static final long serialVersionUID = 1L;

    NoNodeException(String message) {
        super(message, null, false, false);
    }
}
