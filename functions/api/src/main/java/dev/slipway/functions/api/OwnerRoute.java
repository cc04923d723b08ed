package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import java.util.List;
import java.util.Optional;

/** A route about one owner, which is read together with the caller. */
abstract class OwnerRoute extends ManagementRoute {

    OwnerRoute(Registry registry) {
        super(registry);
    }

    @Override
    Question question(Request request) {
        return new Question(List.of(), List.of(name(request)));
    }

    static OwnerName name(Request request) {
        return new OwnerName(request.pathParameter("owner"));
    }

    /** Refuses whoever is no administrator; to strangers there is no such owner. */
    static void requireAdministrator(Request request, SignedIn by) {
        by.roleWith(name(request));
        by.requireAdministrator();
    }

    /** The owner as it was when the caller signed in. */
    static Owner found(Request request, SignedIn by) {
        var name = name(request);
        return Optional.ofNullable(by.caller().owners().get(name)).orElseThrow(() -> Owners.unknown(name));
    }
}
