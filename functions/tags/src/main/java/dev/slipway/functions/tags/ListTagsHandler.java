package dev.slipway.functions.tags;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Guard;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.tag.Listing;
import java.util.Optional;

/** {@code GET /v2/<name>/tags/list[?n=<limit>][&last=<tag>]} (end-8a, end-8b). */
public final class ListTagsHandler extends ApiHandler {

    private final Listing listing;

    /** For Lambda. */
    public ListTagsHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListTagsHandler(Registry registry) {
        super(registry, Guard.repository(registry, Action.PULL));
        this.listing = registry.listing();
    }

    @Override
    protected Response handle(Request request) {
        var repository = request.repository();
        var page = listing.tags(repository, request.parameter("last").orElse(""), request.limit(Listing.LONGEST_PAGE));
        var path = "/v2/" + repository + "/tags/list";
        return NamesPage.response(request, page, path, Optional.of(repository.value()), "tags");
    }
}
