package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Role;
import java.util.Optional;

/** {@code PUT /api/v1/owners/<owner>/members/<user>}: gives a user a role. */
public final class SetMemberHandler extends OwnerRoute {

    private static final int LONGEST_ROLE = 10;

    private final Owners owners;

    /** For Lambda. */
    public SetMemberHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public SetMemberHandler(Registry registry) {
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
        var role = Role.find(JsonBody.read(request, "role").text("role", LONGEST_ROLE))
                .orElseThrow(() -> JsonBody.wrong("role", "must be read, write or admin"));
        owners.setMember(name(request), user(request), role);
        by.record(AuditEvent.Kind.MEMBER_CHANGED, user(request) + " of " + name(request) + ": " + role, why.text());
        return JsonAnswer.of(200, json -> OwnerJson.writeMember(json, user(request), role));
    }

    private static OwnerName user(Request request) {
        return new OwnerName(request.pathParameter("user"));
    }
}
