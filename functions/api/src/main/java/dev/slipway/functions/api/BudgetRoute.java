package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.Registry;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A route about an owner's budgets, which its members may see and administrators set: who pays decides. */
abstract class BudgetRoute extends OwnerRoute {

    private final Registry registry;

    BudgetRoute(Registry registry) {
        super(registry);
        this.registry = registry;
    }

    /** The month that is, in UTC. */
    final YearMonth month() {
        return YearMonth.from(registry.clock().instant().atZone(ZoneOffset.UTC));
    }

    /** What a budget is for, as the audit log names it. */
    static String subject(Request request) {
        var owner = name(request);
        return BudgetForm.repository(request, owner)
                .map(packaged -> packaged.value())
                .orElse(owner.value());
    }
}
