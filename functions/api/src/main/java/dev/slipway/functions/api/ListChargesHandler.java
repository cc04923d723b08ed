package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Charge;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * {@code GET /api/v1/costs/charges[?day=<yyyy-mm-dd>][&owner=<name>]}: what each account is charged for each unit of a day, this
 * one unless told; dollars to their last digit.
 */
public final class ListChargesHandler extends CostsRoute {

    /** For Lambda. */
    public ListChargesHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public ListChargesHandler(Registry registry) {
        super(registry);
    }

    @Override
    Response answer(Request request, SignedIn by) {
        var whose = whose(request, by);
        var day = day(request);
        var bill = bill(YearMonth.from(day));
        var charges = bill.charges(whose).stream()
                .filter(charge -> charge.day().equals(day))
                .toList();
        return JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("region", bill.region());
            json.writeStringField("day", day.toString());
            JsonAnswer.objects(json, "charges", charges, ListChargesHandler::write);
        });
    }

    private LocalDate day(Request request) {
        try {
            return request.parameter("day").map(LocalDate::parse).orElseGet(this::today);
        } catch (DateTimeException e) {
            throw wrong("a day is written 2026-11-24");
        }
    }

    private static void write(JsonGenerator json, Charge charge) throws IOException {
        json.writeStringField("owner", charge.account().owner());
        json.writeStringField("package", charge.account().repository());
        json.writeStringField("token", charge.account().credential());
        json.writeStringField("action", charge.account().action());
        json.writeStringField("unit", charge.unit().toString());
        json.writeNumberField("amount", charge.amount());
        json.writeStringField("list", exact(charge.list()));
        json.writeStringField("cost", exact(charge.cost()));
    }

    private static String exact(BigDecimal dollars) {
        return dollars.signum() == 0 ? "0" : dollars.stripTrailingZeros().toPlainString();
    }
}
