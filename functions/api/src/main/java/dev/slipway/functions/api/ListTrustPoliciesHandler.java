package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.owner.TrustPolicy;
import java.util.Comparator;

/** {@code GET /api/v1/owners/<owner>/trust-policies}: whose workloads an owner trusts. */
public final class ListTrustPoliciesHandler extends OwnerRoute {

    /** For Lambda. */
    public ListTrustPoliciesHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListTrustPoliciesHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        by.requireAdminOf(name(request));
        var policies = found(request, by).policies().stream()
                .sorted(Comparator.comparing(TrustPolicy::name))
                .toList();
        return JsonAnswer.of(200, json -> JsonAnswer.objects(json, "policies", policies, PolicyJson::write));
    }
}
