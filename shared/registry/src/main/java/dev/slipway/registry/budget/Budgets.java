package dev.slipway.registry.budget;

import dev.slipway.registry.access.Audit;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.UnknownPriceException;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Spending;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings what is spent of budgets up to date from the ledger, and gives the warnings that are due. It may be stopped anywhere and
 * run twice at once. A warning goes out first, then it is kept with the owner that it did, then the audit log is told, by
 * whoever has kept it: so a notice comes at least once, under one id, and a line of the audit log at most once.
 */
public final class Budgets {

    private static final int MOST_ATTEMPTS = 10;

    private final Owners owners;
    private final Ledger ledger;
    private final Function<LocalDate, Prices> prices;
    private final Notices notices;
    private final Audit audit;
    private final Consumer<String> err;

    /**
     * Budgets of the owners in a table.
     *
     * @param prices what everything costs on a day
     * @param err is told in one line what could not be done, and is tried again the next time
     */
    public Budgets(
            Table table,
            Function<LocalDate, Prices> prices,
            Notices notices,
            Audit audit,
            InstantSource clock,
            Consumer<String> err) {
        this.owners = new Owners(table, clock);
        this.ledger = new Ledger(table);
        this.prices = prices;
        this.notices = notices;
        this.audit = audit;
        this.err = err;
    }

    /**
     * Takes a month of the ledger for all that have a budget; one read where nobody has.
     *
     * @return whether all could be done; what could not is done by a later call
     */
    public boolean update(YearMonth month) {
        var names = owners.withBudgets();
        if (names.isEmpty()) {
            return true;
        }
        try {
            var bill = new Bill(ledger.month(month), MonthPrices.of(month, prices));
            var expenses =
                    Expenses.of(bill, names.stream().map(OwnerName::value).collect(Collectors.toSet()));
            var done = true;
            for (var owner : owners.findAll(names)) {
                done &= update(owner, month, expenses);
            }
            return done;
        } catch (UnknownPriceException e) {
            err.accept("budgets are not brought up to date: " + e.getMessage());
            return false;
        }
    }

    private boolean update(Owner first, YearMonth month, Expenses expenses) {
        var owner = first;
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var name = owner.name();
            var spent = owner.withEachBudget(budget -> budget.with(month, expenses.of(name, budget), List.of()));
            var due = due(spent);
            var given = new HashSet<BudgetWarning>();
            due.stream().filter(this::give).forEach(given::add);
            var after = spent.withEachBudget(budget -> warned(name, budget, given));
            if (after.budgets().equals(owner.budgets())) {
                return given.size() == due.size();
            }
            if (owners.replace(owner, after)) {
                due.stream().filter(given::contains).forEach(this::record);
                return given.size() == due.size();
            }
            var again = owners.findAll(List.of(name));
            if (again.isEmpty()) {
                return true;
            }
            owner = again.getFirst();
        }
        throw new IllegalStateException("the owner " + owner.name() + " changes too often to change it");
    }

    /** Of the month before as well: what could not be given then. */
    private static List<BudgetWarning> due(Owner owner) {
        var due = new ArrayList<BudgetWarning>();
        for (var budget : owner.budgets()) {
            for (var spending : budget.spendings()) {
                budget.due(spending.month(), spending.spent()).stream()
                        .map(share -> BudgetWarning.of(owner.name(), budget, spending.month(), share))
                        .forEach(due::add);
            }
        }
        return due;
    }

    private static Budget warned(OwnerName owner, Budget budget, Set<BudgetWarning> given) {
        var after = budget;
        for (var spending : budget.spendings()) {
            after = after.with(spending.month(), spending.spent(), warned(owner, budget, spending, given));
        }
        return after;
    }

    private static List<Integer> warned(OwnerName owner, Budget budget, Spending spending, Set<BudgetWarning> given) {
        return budget.shares().stream()
                .filter(share -> given.contains(BudgetWarning.of(owner, budget, spending.month(), share)))
                .toList();
    }

    private boolean give(BudgetWarning warning) {
        try {
            notices.warn(warning);
            return true;
        } catch (RuntimeException e) {
            err.accept("the warning " + warning.id() + " is not given yet: " + e.getMessage());
            return false;
        }
    }

    private void record(BudgetWarning warning) {
        audit.record(new AuditEvent(
                AuditEvent.Kind.BUDGET_WARNING,
                "",
                "%s: %d %% of $%s in %s"
                        .formatted(warning.subject(), warning.share(), warning.limit(), warning.month()),
                "",
                "",
                "$" + warning.spent().toPlainString() + " spent"));
    }
}
