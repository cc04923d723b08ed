package dev.slipway.registry.state;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Has something happen right before one of the calls to a port, as when another request comes between. */
public final class Between implements Interceptor {

    private static final String ANY = "";

    private final String name;
    private final int number;
    private final Runnable action;
    private final AtomicInteger calls = new AtomicInteger();

    private Between(String name, int number, Runnable action) {
        this.name = name;
        this.number = number;
        this.action = action;
    }

    /** Runs the action before the call of this name and number, counted from 1. */
    public static Between before(String name, int number, Runnable action) {
        return new Between(name, number, action);
    }

    /** Runs the action before the call of this number, whichever it is. */
    public static Between before(int number, Runnable action) {
        return new Between(ANY, number, action);
    }

    /** Whether there was such a call. */
    public boolean happened() {
        return calls.get() >= number;
    }

    @Override
    public <T> T around(String called, Supplier<T> call) {
        if ((called.equals(name) || name.equals(ANY)) && calls.incrementAndGet() == number) {
            action.run();
        }
        return call.get();
    }
}
