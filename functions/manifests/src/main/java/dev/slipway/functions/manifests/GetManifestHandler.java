package dev.slipway.functions.manifests;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.manifest.Manifests;

/** {@code GET|HEAD /v2/<name>/manifests/<reference>} (end-3): the manifest's exact bytes, or what they would be. */
public final class GetManifestHandler extends ApiHandler {

    private final Manifests manifests;

    /** For Lambda. */
    public GetManifestHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetManifestHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.PULL));
        this.manifests = registry.manifests();
    }

    @Override
    protected Response handle(Request request) {
        if (request.isHead()) {
            var manifest = manifests.head(request.repository(), request.reference());
            return Response.of(200)
                    .head(manifest.mediaType(), manifest.size())
                    .header("docker-content-digest", manifest.digest());
        }
        var manifest = manifests.pull(request.repository(), request.reference());
        return Response.of(200)
                .body(manifest.mediaType(), manifest.content())
                .header("docker-content-digest", manifest.digest());
    }
}
