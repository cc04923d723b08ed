package dev.slipway.registry.budget;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.OwnerName;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;

/**
 * So much of a budget is spent.
 *
 * @param repository the package that the budget is for; empty for all that the owner has
 * @param limit in US dollars a month
 * @param spent in US dollars
 * @param share of the limit, in percent
 */
public record BudgetWarning(
        OwnerName owner,
        Optional<RepositoryName> repository,
        YearMonth month,
        BigDecimal limit,
        BigDecimal spent,
        int share) {

    static BudgetWarning of(OwnerName owner, Budget budget, YearMonth month, int share) {
        return new BudgetWarning(
                owner,
                budget.repository(),
                month,
                budget.limit(),
                budget.in(month).spent(),
                share);
    }

    /** The same for one warning however often it is given: {@code 2026-11/80/25.00/team/app}. */
    public String id() {
        return month + "/" + share + "/" + limit.toPlainString() + "/" + subject();
    }

    /** For people: {@code team/app has reached 80 % of its budget of $25.00 for 2026-11: $20.01 spent}. */
    public String text() {
        return "%s has reached %d %% of its budget of $%s for %s: $%s spent"
                .formatted(subject(), share, limit.toPlainString(), month, spent.toPlainString());
    }

    /** What is named: the package, or the owner. */
    public String subject() {
        return repository.map(RepositoryName::value).orElse(owner.value());
    }
}
