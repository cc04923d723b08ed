package dev.slipway.local.front;

import java.io.IOException;

/** The client hung up, or sent less than it said: there is nobody to answer. */
public final class ViewerGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ViewerGoneException(IOException cause) {
        super("the client hung up", cause);
    }
}
