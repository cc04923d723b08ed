package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Periods;
import dev.slipway.registry.cost.UnknownPriceException;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.OwnerName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A route about costs: an owner's are for its members, all of them for administrators. */
abstract class CostsRoute extends ManagementRoute {

    /** Of {@code 2026-11}. */
    private static final int MONTH_LENGTH = 7;

    private final Registry registry;

    CostsRoute(Registry registry) {
        super(registry);
        this.registry = registry;
    }

    @Override
    final Question question(Request request) {
        return new Question(List.of(), owner(request).stream().toList());
    }

    /** Whose costs the caller asks for and may see. */
    static Predicate<Account> whose(Request request, SignedIn by) {
        var owner = owner(request);
        if (owner.isEmpty()) {
            by.manager();
            by.requireAdministrator();
            return account -> true;
        }
        by.roleWith(owner.get());
        return account -> account.owner().equals(owner.get().value());
    }

    final Bill bill(YearMonth month) {
        return priced(() ->
                new Bill(registry.ledger().month(month), registry.receipts().prices(month)));
    }

    /** A month that has begun, beside the month before. */
    final Periods periods(YearMonth month) {
        if (month.isAfter(YearMonth.from(today()))) {
            throw wrong(month + " has not begun");
        }
        return priced(() -> Periods.read(registry.ledger(), registry.receipts(), month, now()));
    }

    /** What needs prices; an error where nobody knows them. */
    static <T> T priced(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnknownPriceException e) {
            throw new RegistryException(ErrorCode.UNSUPPORTED, String.valueOf(e.getMessage())).status(501);
        }
    }

    /** The month that is asked for, or this one. */
    final YearMonth month(Request request) {
        try {
            return request.parameter("month").map(CostsRoute::month).orElseGet(() -> YearMonth.from(today()));
        } catch (DateTimeException e) {
            throw wrong("a month is written 2026-11");
        }
    }

    private static YearMonth month(String text) {
        if (text.length() != MONTH_LENGTH) {
            throw new DateTimeException(text);
        }
        return YearMonth.parse(text);
    }

    final LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    final Instant now() {
        return registry.clock().instant();
    }

    static RegistryException wrong(String message) {
        return new RegistryException(ErrorCode.UNSUPPORTED, message).status(400);
    }

    static Optional<OwnerName> owner(Request request) {
        return request.parameter("owner").map(OwnerName::new);
    }
}
