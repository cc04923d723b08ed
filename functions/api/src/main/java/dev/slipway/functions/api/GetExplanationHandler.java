package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Explanation;
import dev.slipway.registry.cost.Grouping;

/**
 * {@code GET /api/v1/costs/explanation[?month=<yyyy-mm>][&owner=<name>]}: why a month, this one so far unless told, costs more or
 * less than the one before, or as much of it.
 */
public final class GetExplanationHandler extends CostsRoute {

    /** For Lambda. */
    public GetExplanationHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetExplanationHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var whose = whose(request, by);
        var month = month(request);
        var periods = periods(month).of(whose);
        var explanation = new Explanation(periods.before(), periods.now());
        return JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("region", periods.now().region());
            json.writeStringField("month", month.toString());
            json.writeStringField("against", month.minusMonths(1).toString());
            json.writeBooleanField("complete", !periods.runs());
            json.writeObjectFieldStart("total");
            ChangeJson.write(json, explanation.total());
            json.writeEndObject();
            JsonAnswer.objects(json, "services", explanation.rows(Grouping.SERVICE), ChangeJson::writeRow);
            JsonAnswer.objects(json, "owners", explanation.rows(Grouping.OWNER), ChangeJson::writeRow);
            JsonAnswer.objects(json, "packages", explanation.rows(Grouping.PACKAGE), ChangeJson::writeRow);
            JsonAnswer.objects(json, "actions", explanation.rows(Grouping.ACTION), ChangeJson::writeRow);
            JsonAnswer.objects(json, "works", explanation.works(), ChangeJson::writeWork);
        });
    }
}
