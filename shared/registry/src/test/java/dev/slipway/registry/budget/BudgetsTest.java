package dev.slipway.registry.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.cost.SyntheticMonth;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.UnknownPriceException;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.state.Between;
import dev.slipway.registry.state.Calls;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Interceptor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is spent, and who is told. Eight million reads of the table are a dollar. */
final class BudgetsTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Instant HOUR = Instant.parse("2026-11-24T12:00:00Z");
    private static final long DOLLAR = 8_000_000;
    private static final OwnerName TEAM = new OwnerName("team");
    private static final OwnerName OTHER = new OwnerName("other");
    private static final Optional<RepositoryName> APP = Optional.of(new RepositoryName("team/app"));

    private final List<BudgetWarning> told = new ArrayList<>();
    private final List<AuditEvent> audit = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private InMemoryTable table = new InMemoryTable();
    private boolean deaf;

    BudgetsTest() {
        make();
    }

    @Test
    void whereNobodyHasABudgetOneReadTellsIt() {
        var calls = new Calls();
        spend("team/app", 5);

        assertThat(budgets(calls).update(MONTH)).isTrue();

        assertThat(calls.counts()).isEqualTo(Map.of("Table.query", 1));
    }

    @Test
    void sharesAreWarnedOfOneByOne() {
        set(TEAM, Optional.empty(), "10.00");
        assertThat(warnings(1)).isEmpty();
        assertThat(warnings(5)).containsExactly("team 50");
        assertThat(warnings(7)).isEmpty();
        assertThat(warnings(8)).containsExactly("team 80");
        assertThat(warnings(10)).containsExactly("team 100");
        assertThat(warnings(1000)).isEmpty();

        assertThat(told.getFirst())
                .isEqualTo(new BudgetWarning(
                        TEAM, Optional.empty(), MONTH, new BigDecimal("10.00"), new BigDecimal("5"), 50));
        assertThat(told.getFirst().id()).isEqualTo("2026-11/50/10.00/team");
        assertThat(told.getFirst().text())
                .isEqualTo("team has reached 50 % of its budget of $10.00 for 2026-11: $5 spent");
        assertThat(audit.getFirst())
                .isEqualTo(new AuditEvent(
                        AuditEvent.Kind.BUDGET_WARNING, "", "team: 50 % of $10.00 in 2026-11", "", "", "$5 spent"));
        assertThat(audit).hasSize(3);
    }

    @Test
    void severalSharesAreWarnedOfAtOnce() {
        set(TEAM, Optional.empty(), "10.00");

        assertThat(warnings(12)).containsExactly("team 50", "team 80", "team 100");
    }

    @Test
    void anotherLimitHasWarningsOfItsOwn() {
        set(TEAM, Optional.empty(), "10.00");
        assertThat(warnings(9)).containsExactly("team 50", "team 80");
        set(TEAM, Optional.empty(), "9.00");
        assertThat(warnings(9)).containsExactly("team 100");
        set(TEAM, Optional.empty(), "100.00");
        assertThat(warnings(9)).isEmpty();
        assertThat(warnings(50)).containsExactly("team 50");
    }

    @Test
    void aMonthBeginsAnew() {
        set(TEAM, Optional.empty(), "10.00");
        assertThat(warnings(10)).hasSize(3);
        new Ledger(table).keep(HOUR.plus(10, ChronoUnit.DAYS), account("team/app"), tally(5 * DOLLAR));

        assertThat(budgets(new Calls()).update(MONTH.plusMonths(1))).isTrue();

        assertThat(told).hasSize(4);
        assertThat(told.getLast().id()).isEqualTo("2026-12/50/10.00/team");
        assertThat(spent(TEAM, Optional.empty(), MONTH)).isEqualTo("10");
        assertThat(spent(TEAM, Optional.empty(), MONTH.plusMonths(1))).isEqualTo("5");
    }

    @Test
    void aPackageHasABudgetWithinItsOwners() {
        set(TEAM, Optional.empty(), "10.00");
        set(TEAM, APP, "2.00");
        set(OTHER, Optional.empty(), "1.00");
        spend("team/web", 4);

        assertThat(warnings(1)).containsExactly("team 50", "team/app 50");
        assertThat(spent(TEAM, Optional.empty(), MONTH)).isEqualTo("5");
        assertThat(spent(TEAM, APP, MONTH)).isEqualTo("1");
        assertThat(spent(OTHER, Optional.empty(), MONTH)).isEqualTo("0");
    }

    @Test
    void anOwnerIsWrittenOnlyWhereSomethingChanged() {
        set(TEAM, Optional.empty(), "10.00");
        set(OTHER, Optional.empty(), "10.00");
        spend("team/app", 1);
        var first = new Calls();
        budgets(first).update(MONTH);
        assertThat(first.counts()).isEqualTo(Map.of("Table.query", 2, "Table.getAll", 1, "Table.write", 1));
        var second = new Calls();
        budgets(second).update(MONTH);

        assertThat(second.counts()).isEqualTo(Map.of("Table.query", 2, "Table.getAll", 1));
    }

    @Test
    void aWarningThatNobodyTakesIsGivenLater() {
        set(TEAM, Optional.empty(), "10.00");
        spend("team/app", 6);
        deaf = true;
        assertThat(budgets(new Calls()).update(MONTH)).isFalse();
        assertThat(spent(TEAM, Optional.empty(), MONTH)).isEqualTo("6");
        assertThat(audit).isEmpty();
        assertThat(errors).containsExactly("the warning 2026-11/50/10.00/team is not given yet: nobody listens");
        deaf = false;

        assertThat(budgets(new Calls()).update(MONTH.plusMonths(1))).isTrue();
        assertThat(told).extracting(BudgetWarning::id).containsExactly("2026-11/50/10.00/team");
        assertThat(audit).hasSize(1);
    }

    @Test
    void withoutPricesItIsSaidAndLeft() {
        set(TEAM, Optional.empty(), "10.00");
        var budgets = new Budgets(
                table,
                day -> {
                    throw new UnknownPriceException("no price");
                },
                told::add,
                audit::add,
                () -> HOUR,
                errors::add);

        assertThat(budgets.update(MONTH)).isFalse();
        assertThat(errors).containsExactly("budgets are not brought up to date: no price");
    }

    /** Killed before and after each call to the table and each notice, and begun again. */
    @Test
    void whoeverIsKilledAnywhereWarnsAllTheSameAndNobodyTwice() {
        for (var moment : Fault.Moment.values()) {
            var struck = true;
            for (var call = 1; struck; call++) {
                prepare();
                var fault = Fault.crash(call, moment);
                killed(fault);
                struck = fault.struck();
                budgets(new Calls()).update(MONTH);

                assertThat(told)
                        .extracting(BudgetWarning::id)
                        .contains("2026-11/50/10.00/team", "2026-11/80/10.00/team", "2026-11/100/2.00/team/app")
                        .hasSizeLessThanOrEqualTo(10);
                assertThat(told.stream().map(BudgetWarning::id).distinct()).hasSize(5);
                assertThat(audit).doesNotHaveDuplicates();
                if (moment == Fault.Moment.BEFORE) {
                    assertThat(audit).hasSize(5);
                }
                assertThat(spent(TEAM, Optional.empty(), MONTH)).isEqualTo("8");
            }
        }
    }

    /** Another does the same between any two calls, or changes the owner. */
    @Test
    void twoAtOnceWarnOnce() {
        for (var number = 1; number <= 12; number++) {
            prepare();
            budgets(Between.before(number, () -> budgets(new Calls()).update(MONTH)))
                    .update(MONTH);
            assertThat(audit).hasSize(5).doesNotHaveDuplicates();
            assertThat(told.stream().map(BudgetWarning::id).distinct()).hasSize(5);

            prepare();
            var rita = new OwnerName("rita");
            var meeting = Between.before(number, () -> owners().setMember(TEAM, rita, Role.READ));
            budgets(meeting).update(MONTH);
            assertThat(audit).hasSize(5).doesNotHaveDuplicates();
            assertThat(owners().get(TEAM).members()).hasSize(meeting.happened() ? 2 : 1);
            assertThat(spent(TEAM, APP, MONTH)).isEqualTo("8");
        }
    }

    /** Whatever a month was made of, budgets and the bill agree to the last digit. */
    @Test
    void whatIsSpentIsWhatTheBillSays() {
        var random = new Random(1);
        for (var account = 0; account < 60; account++) {
            var owner = account % 2 == 0 ? "team" : "other";
            var whose = new Account(owner, owner + "/app" + account % 7, "token" + account, "pull");
            for (var hour = 0; hour < 20; hour++) {
                var usage = Usage.NONE;
                for (var unit : Unit.values()) {
                    usage = usage.plus(unit, random.nextLong(10_000_000));
                }
                new Ledger(table).keep(HOUR.plus(hour, ChronoUnit.HOURS), whose, new Tally(1, usage));
            }
        }
        set(TEAM, Optional.empty(), "1");
        set(TEAM, Optional.of(new RepositoryName("team/app4")), "1");
        set(OTHER, Optional.empty(), "1");

        assertSpentIsBilled(budgets(new Calls()), MonthPrices.of(prices(MONTH.atEndOfMonth())));
        var changing = SyntheticMonth.changing(MONTH, 25);
        var entries = new Ledger(table).month(MONTH);
        assertThat(new Bill(entries, changing).total())
                .isNotEqualByComparingTo(new Bill(entries, changing.last()).total());
        assertSpentIsBilled(budgets(new Calls(), changing::on), changing);
    }

    private void assertSpentIsBilled(Budgets budgets, MonthPrices prices) {
        assertThat(budgets.update(MONTH)).isTrue();
        var bill = new Bill(new Ledger(table).month(MONTH), prices);
        for (var row : bill.rows(Grouping.OWNER, account -> true)) {
            assertThat(spent(new OwnerName(row.key()), Optional.empty(), MONTH)).isEqualTo(Receipts.text(row.cost()));
        }
        var app = bill.rows(Grouping.PACKAGE, account -> account.repository().equals("team/app4"));
        assertThat(spent(TEAM, Optional.of(new RepositoryName("team/app4")), MONTH))
                .isEqualTo(Receipts.text(app.getFirst().cost()))
                .hasSizeGreaterThan(12);
    }

    private void prepare() {
        table = new InMemoryTable();
        told.clear();
        audit.clear();
        make();
        set(TEAM, Optional.empty(), "10.00");
        set(TEAM, APP, "2.00");
        spend("team/app", 8);
    }

    private void make() {
        for (var user : List.of("alice", "rita")) {
            owners().create(new OwnerName(user), Owner.Kind.USER, new OwnerName(user));
        }
        for (var owner : List.of(TEAM, OTHER)) {
            owners().create(owner, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        }
    }

    private void killed(Interceptor fault) {
        try {
            budgets(fault).update(MONTH);
        } catch (InjectedFailure expected) {
            return;
        }
    }

    private Budgets budgets(Interceptor interceptor) {
        return budgets(interceptor, BudgetsTest::prices);
    }

    private Budgets budgets(Interceptor interceptor, Function<LocalDate, Prices> prices) {
        return new Budgets(
                new InterceptedTable(table, interceptor),
                prices,
                warning -> interceptor.around("Notices.warn", () -> hear(warning)),
                audit::add,
                () -> HOUR,
                errors::add);
    }

    private void hear(BudgetWarning warning) {
        if (deaf) {
            throw new IllegalStateException("nobody listens");
        }
        told.add(warning);
    }

    private static Prices prices(LocalDate day) {
        return Prices.of(PriceFile.bundled("us-east-1"), day);
    }

    /** What is told of once the package has used so many dollars. */
    private List<String> warnings(int dollars) {
        var before = told.size();
        spend("team/app", dollars);
        assertThat(budgets(new Calls()).update(MONTH)).isTrue();
        return told.subList(before, told.size()).stream()
                .map(warning -> warning.subject() + " " + warning.share())
                .toList();
    }

    private void spend(String repository, int dollars) {
        new Ledger(table).keep(HOUR, account(repository), tally(dollars * DOLLAR));
    }

    private void set(OwnerName owner, Optional<RepositoryName> repository, String limit) {
        owners().setBudget(owner, new Budget(repository, new BigDecimal(limit), Budget.SHARES, Budget.Refused.NOTHING));
    }

    private String spent(OwnerName owner, Optional<RepositoryName> repository, YearMonth month) {
        return owners().get(owner)
                .budget(repository)
                .orElseThrow()
                .in(month)
                .spent()
                .toPlainString();
    }

    private Owners owners() {
        return new Owners(table, () -> HOUR);
    }

    private static Account account(String repository) {
        return new Account("team", repository, "Ev3ntsT0ken1", "pull");
    }

    private static Tally tally(long reads) {
        return new Tally(1, Usage.NONE.plus(Unit.TABLE_READ, reads));
    }
}
