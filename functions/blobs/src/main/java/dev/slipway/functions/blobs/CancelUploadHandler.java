package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.blob.Uploads;

/** {@code DELETE /v2/<name>/blobs/uploads/<id>} (end-14): ends an upload without a blob. */
public final class CancelUploadHandler extends ApiHandler {

    private final Uploads uploads;

    /** For Lambda. */
    public CancelUploadHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public CancelUploadHandler(Registry registry) {
        super(registry, Guard.upload(registry));
        this.uploads = registry.uploads();
    }

    @Override
    protected Response handle(Request request) {
        uploads.cancel(request.repository(), request.upload());
        return Response.of(204);
    }
}
