package dev.slipway.functions.blobs;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.blob.Blobs;
import dev.slipway.registry.blob.Downloads;

/** {@code GET|HEAD /v2/<name>/blobs/<digest>} (end-2): GET says where the bytes are, no byte passes here. */
public final class GetBlobHandler extends ApiHandler {

    private final Blobs blobs;
    private final Downloads downloads;

    /** For Lambda. */
    public GetBlobHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetBlobHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.PULL));
        this.blobs = registry.blobs();
        this.downloads = registry.downloads();
    }

    @Override
    protected Response handle(Request request) {
        var blob = blobs.pull(request.repository(), request.digest());
        var response = request.isHead()
                ? Response.of(200).head("application/octet-stream", blob.size()).header("accept-ranges", "bytes")
                : Response.of(307).header("location", request.viewer().resolve(downloads.url(blob.key())));
        return response.header("docker-content-digest", blob.digest());
    }
}
