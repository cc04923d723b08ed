package dev.slipway.local.store;

/** A data folder cannot be opened; the message tells its owner why. */
public final class UnusableFolderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableFolderException(String message) {
        super(message);
    }

    UnusableFolderException(String message, Exception cause) {
        super(message, cause);
    }
}
