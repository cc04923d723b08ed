package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.cost.UnknownPriceException;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.OwnerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code GET /api/v1/costs[?month=<yyyy-mm>][&by=<grouping>][&owner=<name>]}: what requests have cost in a month, this one
 * unless told, in US dollars: an owner's for its members, all for administrators.
 */
public final class GetCostsHandler extends ManagementRoute {

    private final Registry registry;

    /** For Lambda. */
    public GetCostsHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public GetCostsHandler(Registry registry) {
        super(registry);
        this.registry = registry;
    }

    @Override
    Question question(Request request) {
        return new Question(List.of(), owner(request).stream().toList());
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
            JsonAnswer.objects(json, "rows", rows, GetCostsHandler::write);
        });
    }

    private static Predicate<Account> whose(Request request, SignedIn by) {
        var owner = owner(request);
        if (owner.isEmpty()) {
            by.manager();
            by.requireAdministrator();
            return account -> true;
        }
        by.roleWith(owner.get());
        return account -> account.owner().equals(owner.get().value());
    }

    /** At the prices of the month's end: the last that are in force in it. */
    private Bill bill(YearMonth month) {
        try {
            return new Bill(registry.ledger().month(month), registry.receipts().prices(month.atEndOfMonth()));
        } catch (UnknownPriceException e) {
            throw new RegistryException(ErrorCode.UNSUPPORTED, String.valueOf(e.getMessage())).status(501);
        }
    }

    private static Optional<OwnerName> owner(Request request) {
        return request.parameter("owner").map(OwnerName::new);
    }

    private YearMonth month(Request request) {
        try {
            return request.parameter("month").map(YearMonth::parse).orElseGet(() -> YearMonth.from(today()));
        } catch (DateTimeException e) {
            throw wrong("a month is written 2026-11");
        }
    }

    private static Grouping grouping(Request request) {
        return request.parameter("by")
                .map(text -> Grouping.find(text).orElseThrow(() -> wrong("by is one of " + List.of(Grouping.values()))))
                .orElse(Grouping.OWNER);
    }

    private LocalDate today() {
        return registry.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static BigDecimal total(List<Bill.Row> rows) {
        return rows.stream().map(Bill.Row::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void write(JsonGenerator json, Bill.Row row) throws IOException {
        json.writeStringField("key", row.key());
        json.writeNumberField("requests", row.requests());
        json.writeStringField("cost", Receipts.text(row.cost()));
    }

    private static RegistryException wrong(String message) {
        return new RegistryException(ErrorCode.UNSUPPORTED, message).status(400);
    }
}
