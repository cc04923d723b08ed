package dev.slipway.registry.access;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.OwnerName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Optional;

/** Refuses what would be allowed, where a budget is spent that says so. It is on the owner's item, which was read anyway. */
final class Overspending {

    private static final int CENTS = 2;
    private static final int MICRO_DOLLARS = 6;

    private Overspending() {}

    /** Why an action on a package is refused, for people; empty where no budget refuses it. Only members hear of sums. */
    static Optional<String> refusal(Caller caller, RepositoryName repository, Action action, YearMonth month) {
        var name = OwnerName.find(repository.owner());
        var owner = name.map(caller.owners()::get);
        if (owner.isEmpty() || owner.get().budgets().isEmpty()) {
            return Optional.empty();
        }
        return owner.get().spentBudgets(repository, month).stream()
                .filter(budget -> refuses(budget.refused(), action))
                .findFirst()
                .map(budget -> text(caller, owner.get().name(), budget, month));
    }

    private static String text(Caller caller, OwnerName owner, Budget budget, YearMonth month) {
        return caller.isMember(owner)
                ? sums(owner, budget, month)
                : "the budget of " + owner + " for " + month + " is spent";
    }

    /** Deleting makes nothing dearer. */
    private static boolean refuses(Budget.Refused refused, Action action) {
        return switch (action) {
            case PULL -> refused == Budget.Refused.ALL;
            case PUSH -> refused != Budget.Refused.NOTHING;
            case DELETE, ANY -> false;
        };
    }

    private static String sums(OwnerName owner, Budget budget, YearMonth month) {
        var name = budget.repository().map(RepositoryName::value).orElse(owner.value());
        var option =
                budget.repository().map(packaged -> " --package " + packaged).orElse("");
        return "%s has spent $%s of its budget of $%s for %s; an administrator can raise it: slipway budget set %s%s"
                .formatted(name, dollars(budget.in(month).spent()), dollars(budget.limit()), month, owner, option);
    }

    private static String dollars(BigDecimal sum) {
        var rounded = sum.setScale(MICRO_DOLLARS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.setScale(Math.max(CENTS, rounded.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
