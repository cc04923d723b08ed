package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.statement.Statement;

/**
 * {@code GET /api/v1/costs/statement[?month=<yyyy-mm>][&owner=<name>]}: what a month, this one so far unless told, has cost, as a
 * page to be read and printed.
 */
public final class GetStatementHandler extends CostsRoute {

    /** For Lambda. */
    public GetStatementHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetStatementHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var whose = whose(request, by);
        var periods = periods(month(request)).of(whose);
        var statement = new Statement(periods, owner(request).map(OwnerName::value));
        return Response.of(200)
                .body("text/html; charset=utf-8", statement.html())
                .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("x-content-type-options", "nosniff");
    }
}
