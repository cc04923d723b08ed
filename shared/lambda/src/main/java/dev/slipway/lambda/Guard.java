package dev.slipway.lambda;

import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.Grant;
import dev.slipway.registry.access.Scope;
import dev.slipway.registry.name.RepositoryName;
import java.util.Optional;

/** What a request must show before a handler sees it. */
@FunctionalInterface
public interface Guard {

    /** Everyone: the handler finds out by itself who asks. */
    Guard NONE = request -> Grant.NOTHING;

    /** What the caller may do, or throws what they are to be answered. */
    Grant check(Request request);

    /** The right to these actions on the request's repository. */
    static Guard repository(Registry registry, Action first, Action... more) {
        return request -> check(registry, Scope.of(request.repository(), first, more), Optional.empty(), request);
    }

    /** The right to push to the request's repository; tells as well whether its {@code from} may be pulled. */
    static Guard push(Registry registry) {
        return request -> check(
                registry,
                Scope.of(request.repository(), Action.PULL, Action.PUSH),
                request.parameter("from").map(RepositoryName::new),
                request);
    }

    /** The right to something that is no repository. */
    static Guard scope(Registry registry, Scope scope) {
        return request -> check(registry, scope, Optional.empty(), request);
    }

    /** The upload's own URL, whoever bears it. */
    static Guard upload(Registry registry) {
        return request -> {
            registry.capabilities()
                    .checkUpload(
                            request.repository(),
                            request.upload(),
                            request.parameter("state").orElse(""));
            return Grant.NOTHING;
        };
    }

    private static Grant check(Registry registry, Scope needed, Optional<RepositoryName> alsoRead, Request request) {
        return registry.access().check(request.header("authorization"), needed, alsoRead, request.viewer());
    }
}
