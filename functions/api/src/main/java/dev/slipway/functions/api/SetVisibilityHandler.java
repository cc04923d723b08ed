package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.owner.Packages;
import dev.slipway.registry.owner.PublishedPackage;
import dev.slipway.registry.owner.Visibility;
import java.util.Optional;

/** {@code PATCH /api/v1/packages/<package>}: says who may pull a package besides its owner's members. */
public final class SetVisibilityHandler extends PackageRoute {

    private static final int LONGEST_VISIBILITY = 10;

    private final Packages packages;

    /** For Lambda. */
    public SetVisibilityHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public SetVisibilityHandler(Registry registry) {
        super(registry);
        this.packages = registry.packages();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the visibility of " + name(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        by.manager();
        var found = visible(request, by);
        var verdict = by.caller().decide(found.name(), Action.ANY);
        if (!verdict.allowed()) {
            throw by.deny(verdict.reason());
        }
        var visibility = Visibility.find(JsonBody.read(request, "visibility").text("visibility", LONGEST_VISIBILITY))
                .orElseThrow(() -> JsonBody.wrong("visibility", "must be private, internal or public"));
        packages.setVisibility(found.name(), visibility);
        by.record(
                AuditEvent.Kind.VISIBILITY_CHANGED,
                found.name() + ": " + visibility,
                verdict.reason().text());
        var changed = new PublishedPackage(found.name(), visibility, found.created());
        return JsonAnswer.of(200, json -> PackageJson.write(json, changed));
    }
}
