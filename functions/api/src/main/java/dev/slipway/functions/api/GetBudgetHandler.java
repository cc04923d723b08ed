package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;

/** {@code GET /api/v1/owners/<owner>/budget}: what an owner may spend in a month, and has spent, for its members and administrators. */
public final class GetBudgetHandler extends BudgetRoute {

    /** For Lambda. */
    public GetBudgetHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetBudgetHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        by.roleWith(name(request));
        var budgets = found(request, by).budgets();
        var month = month();
        return JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("month", month.toString());
            JsonAnswer.objects(json, "budgets", budgets, (in, budget) -> BudgetJson.write(in, budget, month));
        });
    }
}
