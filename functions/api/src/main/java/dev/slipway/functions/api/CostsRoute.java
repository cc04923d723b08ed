package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.SignIn.Question;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.UnknownPriceException;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.owner.OwnerName;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A route about costs: an owner's are for its members, all of them for administrators. */
abstract class CostsRoute extends ManagementRoute {

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

    /** At the prices of the month's end: the last that are in force in it. */
    final Bill bill(YearMonth month) {
        return priced(() ->
                new Bill(registry.ledger().month(month), registry.receipts().prices(month.atEndOfMonth())));
    }

    /** What needs prices; an error where nobody knows them. */
    static <T> T priced(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnknownPriceException e) {
            throw new RegistryException(ErrorCode.UNSUPPORTED, String.valueOf(e.getMessage())).status(501);
        }
    }

    final LocalDate today() {
        return registry.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    static RegistryException wrong(String message) {
        return new RegistryException(ErrorCode.UNSUPPORTED, message).status(400);
    }

    private static Optional<OwnerName> owner(Request request) {
        return request.parameter("owner").map(OwnerName::new);
    }
}
