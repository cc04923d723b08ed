package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.RelayedParts;

/** {@code POST /v2/<name>/blobs/uploads/<id>/parts}: where a relay may put parts ({@code docs/protocol.md}, step 2). */
public final class PartUrlsHandler extends ApiHandler {

    private final RelayedParts parts;

    /** For Lambda. */
    public PartUrlsHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public PartUrlsHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.parts = registry.relayedParts();
    }

    @Override
    protected Response handle(Request request) {
        var count = PartsJson.count(request.body());
        var urls = parts.urls(request.repository(), request.upload(), count);
        return Response.of(200).body("application/json", PartsJson.urls(urls));
    }
}
