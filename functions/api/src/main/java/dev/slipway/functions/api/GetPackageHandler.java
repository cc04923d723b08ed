package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.tag.Listing;

/** {@code GET /api/v1/packages/<package>}: a package with its first tags. */
public final class GetPackageHandler extends PackageRoute {

    private static final int MOST_TAGS = 100;

    private final Listing listing;

    /** For Lambda. */
    public GetPackageHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetPackageHandler(Registry registry) {
        super(registry);
        this.listing = registry.listing();
    }

    @Override
    Response answer(Request request, SignedIn by) {
        by.requireReading();
        var found = visible(request, by);
        var tags = listing.pushedTags(found.name(), MOST_TAGS);
        return JsonAnswer.of(200, json -> {
            PackageJson.write(json, found);
            JsonAnswer.objects(json, "tags", tags, PackageJson::writeTag);
        });
    }
}
