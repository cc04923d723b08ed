package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Verdict;
import dev.slipway.registry.owner.Owners;
import java.util.Optional;

/** {@code DELETE /api/v1/owners/<owner>/budget[?package=<package>]}: ends a budget and what it refuses. */
public final class RemoveBudgetHandler extends BudgetRoute {

    private final Owners owners;

    /** For Lambda. */
    public RemoveBudgetHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public RemoveBudgetHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the budget of " + subject(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        requireAdministrator(request, by);
        owners.removeBudget(name(request), BudgetForm.repository(request, name(request)));
        by.record(AuditEvent.Kind.BUDGET_REMOVED, subject(request), Verdict.Reason.ADMINISTRATOR.text());
        return Response.of(204);
    }
}
