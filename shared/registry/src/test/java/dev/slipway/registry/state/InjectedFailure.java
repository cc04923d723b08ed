package dev.slipway.registry.state;

/** What a {@link Fault} throws. */
public final class InjectedFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    InjectedFailure(String call) {
        super("injected at " + call);
    }
}
