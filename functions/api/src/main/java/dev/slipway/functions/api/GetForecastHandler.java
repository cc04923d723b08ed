package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Forecast;
import dev.slipway.registry.cost.Receipts;
import java.io.IOException;
import java.time.YearMonth;

/** {@code GET /api/v1/costs/forecast[?owner=<name>]}: what this month will have cost in the end, and how that is reckoned. */
public final class GetForecastHandler extends CostsRoute {

    /** For Lambda. */
    public GetForecastHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetForecastHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var whose = whose(request, by);
        var month = YearMonth.from(today());
        var bill = bill(month);
        var forecast = Forecast.of(month, bill, whose, now());
        return JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("region", bill.region());
            json.writeStringField("month", month.toString());
            json.writeNumberField("days", forecast.days());
            json.writeStringField("soFar", Receipts.text(forecast.soFar()));
            if (forecast.end().isPresent()) {
                write(json, forecast.end().get());
            }
            JsonAnswer.objects(json, "services", forecast.services(), GetForecastHandler::write);
            JsonAnswer.texts(json, "reckoned", forecast.reckoned());
        });
    }

    private static void write(JsonGenerator json, Forecast.End end) throws IOException {
        json.writeStringField("expected", Receipts.text(end.expected()));
        if (end.range().isPresent()) {
            json.writeStringField("low", Receipts.text(end.range().get().low()));
            json.writeStringField("high", Receipts.text(end.range().get().high()));
        }
    }

    private static void write(JsonGenerator json, Forecast.Row row) throws IOException {
        json.writeStringField("key", row.key());
        json.writeStringField("soFar", Receipts.text(row.soFar()));
        json.writeStringField("expected", Receipts.text(row.expected()));
    }
}
