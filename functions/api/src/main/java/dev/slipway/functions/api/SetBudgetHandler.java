package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Verdict;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.owner.Owners;
import java.util.Optional;

/**
 * {@code PUT /api/v1/owners/<owner>/budget[?package=<package>]}: says what an owner, or one of its packages, may spend in a
 * month. What is spent of a new one is known once the ledger is brought up to date, within the hour.
 */
public final class SetBudgetHandler extends BudgetRoute {

    private final Owners owners;
    private final Receipts receipts;

    /** For Lambda. */
    public SetBudgetHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public SetBudgetHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
        this.receipts = registry.receipts();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the budget of " + subject(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        requireAdministrator(request, by);
        var month = month();
        var _ = CostsRoute.priced(() -> receipts.prices(month.atEndOfMonth()));
        var budget = owners.setBudget(name(request), BudgetForm.read(request, name(request)));
        by.record(
                AuditEvent.Kind.BUDGET_CHANGED,
                "%s: $%s, refuses %s".formatted(subject(request), budget.limit(), budget.refused()),
                Verdict.Reason.ADMINISTRATOR.text());
        return JsonAnswer.of(200, json -> BudgetJson.write(json, budget, month));
    }
}
