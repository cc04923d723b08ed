package dev.slipway.local;

/** Why a command cannot do what it was asked, in one line for the person who asked. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message, null, false, false);
    }
}
