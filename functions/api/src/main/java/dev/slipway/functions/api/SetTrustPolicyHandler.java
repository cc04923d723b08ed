package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.owner.Owners;
import java.security.SecureRandom;
import java.util.Optional;

/** {@code PUT /api/v1/owners/<owner>/trust-policies/<policy>}: adds a trust policy, or replaces it and ends what it granted. */
public final class SetTrustPolicyHandler extends OwnerRoute {

    private final Owners owners;
    private final PolicyForm form;

    /** For Lambda. */
    public SetTrustPolicyHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public SetTrustPolicyHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
        this.form = new PolicyForm(registry.issuers(), new SecureRandom());
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the trust policy " + PolicyForm.name(request) + " of " + name(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var owner = name(request);
        var why = by.requireAdminOf(owner);
        var policy = form.read(request, owner);
        owners.setPolicy(owner, policy);
        by.record(AuditEvent.Kind.POLICY_CHANGED, policy.id() + " of " + owner, why.text());
        return JsonAnswer.of(200, json -> PolicyJson.write(json, policy));
    }
}
