package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Action;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Packages;
import dev.slipway.registry.owner.PublishedPackage;
import java.util.List;
import java.util.Optional;

/** A route about one package, which is read together with its owner and the caller. */
abstract class PackageRoute extends ManagementRoute {

    PackageRoute(Registry registry) {
        super(registry);
    }

    @Override
    Question question(Request request) {
        return Question.about(List.of(name(request)));
    }

    static RepositoryName name(Request request) {
        return new RepositoryName(request.pathParameter("package"));
    }

    /** The package; one that the caller may not pull is as unknown as one that there is not. */
    static PublishedPackage visible(Request request, SignedIn by) {
        var name = name(request);
        if (!by.caller().decide(name, Action.PULL).allowed()) {
            throw by.refuse(Packages.unknown(name));
        }
        return Optional.ofNullable(by.caller().packages().get(name)).orElseThrow(() -> Packages.unknown(name));
    }
}
