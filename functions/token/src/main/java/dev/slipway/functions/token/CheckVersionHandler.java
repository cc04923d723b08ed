package dev.slipway.functions.token;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Scope;

/** {@code GET|HEAD /v2/}: says that this is a registry, and whether the client is signed in (end-1). */
public final class CheckVersionHandler extends ApiHandler {

    /** For Lambda. */
    public CheckVersionHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public CheckVersionHandler(Registry registry) {
        super(registry, Guard.scope(registry, Scope.SIGNED_IN));
    }

    @Override
    protected Response handle(Request request) {
        return request.isHead()
                ? Response.of(200).head("application/json", 2)
                : Response.of(200).body("application/json", "{}");
    }
}
