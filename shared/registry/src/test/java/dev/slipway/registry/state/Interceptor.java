package dev.slipway.registry.state;

import java.util.function.Supplier;

/** What stands between a caller and a port. */
public interface Interceptor {

    /**
     * Makes the call, or not.
     *
     * @param name the port and its method, such as {@code Table.get}; a write of several items is {@code Table.transact}
     */
    <T> T around(String name, Supplier<T> call);

    default void around(String name, Runnable call) {
        around(name, () -> {
            call.run();
            return true;
        });
    }
}
