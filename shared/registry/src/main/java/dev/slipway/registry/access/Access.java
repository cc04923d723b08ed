package dev.slipway.registry.access;

import java.util.Optional;

/** Decides whether a request may go on. */
@FunctionalInterface
public interface Access {

    /** Everyone may do everything: a registry for trying things out on one machine. */
    Access FOR_ALL = (authorization, scope, viewer) -> {};

    /**
     * Returns when the request may go on.
     *
     * @param authorization the request's {@code Authorization} header
     * @throws dev.slipway.registry.error.RegistryException {@code UNAUTHORIZED} with a challenge where signing in can
     *     help, {@code DENIED} where it cannot
     */
    void check(Optional<String> authorization, Scope scope, Viewer viewer);
}
