package dev.slipway.functions.tags;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Scope;
import dev.slipway.registry.tag.Listing;
import java.util.Optional;

/**
 * {@code GET /v2/_catalog[?n=<limit>][&last=<name>]}: all repositories, as Docker's registry lists them (the OCI
 * specification reserves the path).
 */
public final class ListRepositoriesHandler extends ApiHandler {

    private final Listing listing;

    /** For Lambda. */
    public ListRepositoriesHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListRepositoriesHandler(Registry registry) {
        super(registry, Guard.scope(registry, Scope.CATALOG));
        this.listing = registry.listing();
    }

    @Override
    protected Response handle(Request request) {
        var page = listing.repositories(request.parameter("last").orElse(""), request.limit(Listing.LONGEST_PAGE));
        return NamesPage.response(request, page, "/v2/_catalog", Optional.empty(), "repositories");
    }
}
