package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether a request may go on. */
@FunctionalInterface
public interface Access {

    /** Everyone may do everything: a registry for trying things out on one machine. */
    Access FOR_ALL = (authorization, needed, alsoRead, viewer) ->
            new Grant("", "", List.of(needed), List.of(), Set.of(Verdict.Reason.DEVELOPMENT), Set.of(Grant.ALL_OWNERS));

    /**
     * Returns when the request may go on.
     *
     * @param authorization the request's {@code Authorization} header
     * @param alsoRead a repository that the request would pull from as well, if it may
     * @return what the caller may do, {@code needed} at least
     * @throws dev.slipway.registry.error.RegistryException {@code UNAUTHORIZED} with a challenge where signing in can
     *     help; where it cannot, {@code DENIED}, or {@code NAME_UNKNOWN} for what the caller may not even see
     */
    Grant check(Optional<String> authorization, Scope needed, Optional<RepositoryName> alsoRead, Viewer viewer);
}
