package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.blob.Blobs;

/** {@code DELETE /v2/<name>/blobs/<digest>} (end-10): the repository serves the blob no more; others may. */
public final class DeleteBlobHandler extends ApiHandler {

    private final Blobs blobs;

    /** For Lambda. */
    public DeleteBlobHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public DeleteBlobHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.DELETE));
        this.blobs = registry.blobs();
    }

    @Override
    protected Response handle(Request request) {
        blobs.delete(request.repository(), request.digest());
        return Response.of(202);
    }
}
