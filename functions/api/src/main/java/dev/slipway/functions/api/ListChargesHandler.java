package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code GET /api/v1/costs/charges[?day=<yyyy-mm-dd>][&by=account|hour][&owner=<name>]}: what each account is charged for each
 * unit of a day, this one unless told, or all of them together in each of its hours; dollars to their last digit.
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
        var hourly = isHourly(request);
        var bill = bill(YearMonth.from(day));
        return JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("region", bill.region());
            json.writeStringField("day", day.toString());
            if (hourly) {
                JsonAnswer.objects(json, "hours", bill.hours(day, whose), ListChargesHandler::write);
            } else {
                JsonAnswer.objects(json, "charges", charges(bill, day, whose), ListChargesHandler::write);
            }
        });
    }

    private static List<Charge> charges(Bill bill, LocalDate day, Predicate<Account> whose) {
        return bill.charges(whose).stream()
                .filter(charge -> charge.day().equals(day))
                .toList();
    }

    private static boolean isHourly(Request request) {
        return switch (request.parameter("by").orElse("account")) {
            case "account" -> false;
            case "hour" -> true;
            default -> throw wrong("by is one of [account, hour]");
        };
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
        write(json, charge.unit(), charge.amount(), charge.list(), charge.cost());
    }

    private static void write(JsonGenerator json, HourlyCharge charge) throws IOException {
        json.writeStringField("hour", charge.hour().toString());
        write(json, charge.unit(), charge.amount(), charge.list(), charge.cost());
    }

    private static void write(JsonGenerator json, Unit unit, long amount, BigDecimal list, BigDecimal cost)
            throws IOException {
        json.writeStringField("unit", unit.toString());
        json.writeNumberField("amount", amount);
        json.writeStringField("list", exact(list));
        json.writeStringField("cost", exact(cost));
    }

    private static String exact(BigDecimal dollars) {
        return dollars.signum() == 0 ? "0" : dollars.stripTrailingZeros().toPlainString();
    }
}
