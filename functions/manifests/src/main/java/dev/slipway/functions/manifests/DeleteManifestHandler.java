package dev.slipway.functions.manifests;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.manifest.ManifestDeletions;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Tag;

/** {@code DELETE /v2/<name>/manifests/<reference>} (end-9): a tag alone, or a manifest with all its tags. */
public final class DeleteManifestHandler extends ApiHandler {

    private final ManifestDeletions deletions;

    /** For Lambda. */
    public DeleteManifestHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public DeleteManifestHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.DELETE));
        this.deletions = registry.manifestDeletions();
    }

    @Override
    protected Response handle(Request request) {
        switch (request.reference()) {
            case Tag tag -> deletions.delete(request.repository(), tag);
            case Digest digest -> deletions.delete(request.repository(), digest);
        }
        return Response.of(202);
    }
}
