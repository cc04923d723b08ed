package dev.slipway.lambda;

import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.Scope;

/** What a request must show before a handler sees it. */
@FunctionalInterface
public interface Guard {

    /** Returns, or throws what the client is to be answered. */
    void check(Request request);

    /** The right to these actions on the request's repository. */
    static Guard repository(Registry registry, Action first, Action... more) {
        return request -> registry.access()
                .check(request.header("authorization"), Scope.of(request.repository(), first, more), request.viewer());
    }

    /** The right to something that is no repository. */
    static Guard scope(Registry registry, Scope scope) {
        return request -> registry.access().check(request.header("authorization"), scope, request.viewer());
    }

    /** The upload's own URL, whoever bears it. */
    static Guard upload(Registry registry) {
        return request -> registry.capabilities()
                .checkUpload(
                        request.repository(),
                        request.upload(),
                        request.parameter("state").orElse(""));
    }
}
