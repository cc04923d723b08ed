package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import java.util.Optional;

/** {@code DELETE /api/v1/owners/<owner>/members/<user>}: takes a user's role away. */
public final class RemoveMemberHandler extends OwnerRoute {

    private final Owners owners;

    /** For Lambda. */
    public RemoveMemberHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public RemoveMemberHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the member " + user(request) + " of " + name(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var why = by.requireAdminOf(name(request));
        owners.removeMember(name(request), user(request));
        by.record(AuditEvent.Kind.MEMBER_REMOVED, user(request) + " of " + name(request), why.text());
        return Response.of(204);
    }

    private static OwnerName user(Request request) {
        return new OwnerName(request.pathParameter("user"));
    }
}
