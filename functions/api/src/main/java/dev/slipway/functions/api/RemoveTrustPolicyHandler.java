package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.owner.Owners;
import java.util.Optional;

/** {@code DELETE /api/v1/owners/<owner>/trust-policies/<policy>}: ends a trust policy and what it granted. */
public final class RemoveTrustPolicyHandler extends OwnerRoute {

    private final Owners owners;

    /** For Lambda. */
    public RemoveTrustPolicyHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public RemoveTrustPolicyHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the trust policy " + PolicyForm.name(request) + " of " + name(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var owner = name(request);
        var why = by.requireAdminOf(owner);
        owners.removePolicy(owner, PolicyForm.name(request));
        by.record(AuditEvent.Kind.POLICY_REMOVED, PolicyForm.name(request) + " of " + owner, why.text());
        return Response.of(204);
    }
}
