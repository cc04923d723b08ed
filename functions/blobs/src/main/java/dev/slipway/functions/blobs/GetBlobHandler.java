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
        var response = request.isHead() ? head(request) : get(request);
        return response.header("docker-content-digest", request.digest());
    }

    private Response head(Request request) {
        var size = blobs.size(request.repository(), request.digest());
        return Response.of(200).head("application/octet-stream", size).header("accept-ranges", "bytes");
    }

    private Response get(Request request) {
        var blob = blobs.pull(request.repository(), request.digest());
        var viewer = request.viewer();
        var url = downloads.url(blob, request.grant().isNear(viewer), viewer.address());
        return Response.of(307).header("location", viewer.resolve(url));
    }
}
