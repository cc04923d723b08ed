package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Receipts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * {@code GET /api/v1/costs[?month=<yyyy-mm>][&by=<grouping>][&owner=<name>]}: what requests have cost in a month, this one
 * unless told, in US dollars.
 */
public final class GetCostsHandler extends CostsRoute {

    /** For Lambda. */
    public GetCostsHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetCostsHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var whose = whose(request, by);
        var month = month(request);
        var grouping = grouping(request);
        var bill = bill(month);
        var rows = bill.rows(grouping, whose);
        return JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("region", bill.region());
            json.writeStringField("month", month.toString());
            json.writeStringField("by", grouping.toString());
            json.writeStringField("total", Receipts.text(total(rows)));
            json.writeStringField("saved", Receipts.text(bill.of(whose).saved()));
            JsonAnswer.objects(json, "rows", rows, GetCostsHandler::write);
        });
    }

    private static Grouping grouping(Request request) {
        return request.parameter("by")
                .map(text -> Grouping.find(text)
                        .orElseThrow(() -> wrong("by is one of " + Arrays.toString(Grouping.values()))))
                .orElse(Grouping.OWNER);
    }

    private static BigDecimal total(List<Bill.Row> rows) {
        return rows.stream().map(Bill.Row::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void write(JsonGenerator json, Bill.Row row) throws IOException {
        json.writeStringField("key", row.key());
        json.writeNumberField("requests", row.requests());
        json.writeStringField("cost", Receipts.text(row.cost()));
    }
}
