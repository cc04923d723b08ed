package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Charge;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET /api/v1/costs/charges[?day=<yyyy-mm-dd>|month=<yyyy-mm>][&by=account|hour][&owner=<name>][&n=<limit>][&last=<last>]}:
 * what each account is charged for each unit of a day, this one unless told, or of each day of a month, or all of them together in
 * each of its hours; dollars to their last digit.
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
        var hourly = isHourly(request);
        var days = days(request);
        var bill = bill(days.month());
        return hourly
                ? answer(request, days, bill, "hours", day -> bill.hours(day, whose), ChargeJson::write)
                : answer(request, days, bill, "charges", day -> bill.charges(day, whose), days::write);
    }

    private static <T> Response answer(
            Request request,
            Days days,
            Bill bill,
            String name,
            Function<LocalDate, List<T>> ofDay,
            JsonAnswer.Entry<T> entry) {
        var page = ChargesPage.of(request, days.all(), ofDay);
        var answer = JsonAnswer.of(200, json -> {
            json.writeStringField("currency", "USD");
            json.writeStringField("region", bill.region());
            json.writeStringField(days.isMonth() ? "month" : "day", days.text());
            JsonAnswer.objects(json, name, page.charges(), entry);
        });
        return page.linked(request, answer, path(request, days, name));
    }

    /** A day, or all of a month: its charges then say of which day they are. */
    private record Days(YearMonth month, Optional<LocalDate> day) {

        boolean isMonth() {
            return day.isEmpty();
        }

        String text() {
            return day.map(LocalDate::toString).orElseGet(month::toString);
        }

        List<LocalDate> all() {
            return day.map(List::of)
                    .orElseGet(() -> month.atDay(1)
                            .datesUntil(month.plusMonths(1).atDay(1))
                            .toList());
        }

        void write(JsonGenerator json, Charge charge) throws IOException {
            if (isMonth()) {
                json.writeStringField("day", charge.day().toString());
            }
            ChargeJson.write(json, charge);
        }
    }

    private Days days(Request request) {
        if (request.parameter("month").isEmpty()) {
            var day = day(request);
            return new Days(YearMonth.from(day), Optional.of(day));
        }
        if (request.parameter("day").isPresent()) {
            throw wrong("charges are of a day or of a month");
        }
        return new Days(month(request), Optional.empty());
    }

    private static String path(Request request, Days days, String name) {
        return "/api/v1/costs/charges?" + (days.isMonth() ? "month=" : "day=") + days.text()
                + (name.equals("hours") ? "&by=hour" : "")
                + owner(request).map(owner -> "&owner=" + owner).orElse("");
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
}
