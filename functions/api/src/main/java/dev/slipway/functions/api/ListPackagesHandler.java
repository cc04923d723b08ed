package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Packages;
import dev.slipway.registry.owner.PublishedPackage;
import java.util.List;

/**
 * {@code GET /api/v1/packages?owner=<name>[&n=<limit>][&last=<name>]}: the owner's packages that the caller may pull; none where
 * there is no such owner.
 */
public final class ListPackagesHandler extends ManagementRoute {

    private final Packages packages;

    /** For Lambda. */
    public ListPackagesHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListPackagesHandler(Registry registry) {
        super(registry);
        this.packages = registry.packages();
    }

    @Override
    Question question(Request request) {
        return new Question(List.of(), List.of(owner(request)));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        by.requireReading();
        var owner = owner(request);
        var page = VisiblePage.of(
                request,
                (last, limit) -> packages.list(owner, last, limit),
                found -> found.name().value(),
                found -> isVisible(found, by));
        return page.response(request, "/api/v1/packages?owner=" + owner, "packages", PackageJson::write);
    }

    private static boolean isVisible(PublishedPackage found, SignedIn by) {
        return by.caller()
                .with(List.of(found))
                .decide(found.name(), Action.PULL)
                .allowed();
    }

    private static OwnerName owner(Request request) {
        return new OwnerName(request.parameter("owner")
                .orElseThrow(() ->
                        new RegistryException(ErrorCode.UNSUPPORTED, "the parameter owner is missing").status(400)));
    }
}
