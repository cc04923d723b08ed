package dev.slipway.e2e.deployed;

import java.io.IOException;

/** What a function reports instead of an answer: the message is JSON with {@code errorType}, {@code errorMessage}, {@code stackTrace}. */
final class FunctionError extends IOException {

    private static final long serialVersionUID = 1L;

    FunctionError(String message) {
        super(message);
    }
}
