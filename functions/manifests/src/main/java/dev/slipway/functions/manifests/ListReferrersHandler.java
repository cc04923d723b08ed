package dev.slipway.functions.manifests;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.QueryString;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.manifest.MediaType;
import dev.slipway.registry.manifest.Referrers;
import dev.slipway.registry.name.Digest;

/**
 * {@code GET /v2/<name>/referrers/<digest>[?artifactType=<type>][&last=<digest>]} (end-12a, end-12b). Never 404: a
 * subject that nobody knows has no referrers.
 */
public final class ListReferrersHandler extends ApiHandler {

    private final Referrers referrers;

    /** For Lambda. */
    public ListReferrersHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListReferrersHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.PULL));
        this.referrers = registry.referrers();
    }

    @Override
    protected Response handle(Request request) {
        var artifactType = request.parameter("artifactType");
        var page = referrers.list(
                request.repository(),
                request.digest(),
                artifactType,
                request.parameter("last").map(Digest::parse));
        var response = Response.of(200).body(MediaType.OCI_INDEX.toString(), ReferrersIndex.of(page.referrers()));
        if (artifactType.isPresent()) {
            response = response.header("oci-filters-applied", "artifactType");
        }
        return page.next().isPresent()
                ? response.header("link", "<" + next(request, page.next().get()) + ">; rel=\"next\"")
                : response;
    }

    private static String next(Request request, Digest last) {
        var filter = request.parameter("artifactType")
                .map(type -> "artifactType=" + QueryString.encode(type) + "&")
                .orElse("");
        return "/v2/" + request.repository() + "/referrers/" + request.digest() + "?" + filter + "last=" + last;
    }
}
