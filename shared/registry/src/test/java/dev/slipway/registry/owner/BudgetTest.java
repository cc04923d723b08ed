package dev.slipway.registry.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.InMemoryTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final OwnerName TEAM = new OwnerName("team");
    private static final Optional<RepositoryName> APP = Optional.of(new RepositoryName("team/app"));

    private final InMemoryTable table = new InMemoryTable();
    private final Owners owners = new Owners(table, () -> Instant.parse("2026-11-24T12:00:00Z"));

    @BeforeEach
    void make() {
        owners.create(TEAM, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "25.00, 0,            ,          ''",
        "25.00, 12.499999999999, ,       ''",
        "25.00, 12.5,         ,          50",
        "25.00, 19.99,        50,        ''",
        "25.00, 20,           50,        80",
        "25.00, 25,           50 80,     100",
        "25.00, 24.999999999999, 50 80,  ''",
        "25.00, 1000,         ,          50 80 100",
        "25.00, 1000,         50 80 100, ''",
        "0.000001, 0.0000005, ,          50",
    })
    void aShareIsDueOnceItIsSpent(String limit, String spent, String warned, String due) {
        var budget = budget(limit).with(MONTH, BigDecimal.ZERO, numbers(warned));

        assertThat(budget.due(MONTH, new BigDecimal(spent))).isEqualTo(numbers(due));
    }

    @Test
    void aNewMonthBeginsAtZero() {
        var spent = budget("10").with(MONTH, new BigDecimal("11"), List.of(50, 80, 100));

        assertThat(spent.isSpentIn(MONTH)).isTrue();
        assertThat(spent.isSpentIn(MONTH.plusMonths(1))).isFalse();
        assertThat(spent.in(MONTH.plusMonths(1))).isEqualTo(Spending.nothing(MONTH.plusMonths(1)));
        assertThat(spent.due(MONTH.plusMonths(1), new BigDecimal("5"))).containsExactly(50);
    }

    @Test
    void theNewestTwoMonthsAreRemembered() {
        var budget = budget("10");
        for (var month : List.of(11, 9, 10, 12, 8)) {
            budget = budget.with(YearMonth.of(2026, month), BigDecimal.valueOf(month), List.of());
        }

        assertThat(budget.spendings())
                .extracting(Spending::month)
                .containsExactly(YearMonth.of(2026, 12), YearMonth.of(2026, 11));
    }

    /** Of 9 dollars spent, 50 and 80 % of 10 were warned of. */
    @ParameterizedTest
    @CsvSource({
        "10.00, 50 80,     ''",
        "20.00, '',        ''",
        "18.00, 50,        ''",
        "9.00,  50 80,     100",
        "0.01,  50 80,     100",
    })
    void whatWasWarnedOfIsKnownAsFarAsItHoldsForAnotherLimit(String limit, String warned, String due) {
        owners.setBudget(TEAM, budget("10.00"));
        var before = owners.get(TEAM);
        owners.replace(
                before, before.withEachBudget(budget -> budget.with(MONTH, new BigDecimal("9"), List.of(50, 80))));

        var after = owners.setBudget(TEAM, budget(limit));

        assertThat(after.in(MONTH).spent()).isEqualByComparingTo("9");
        assertThat(after.in(MONTH).warned()).isEqualTo(numbers(warned));
        assertThat(after.due(MONTH, new BigDecimal("9"))).isEqualTo(numbers(due));
    }

    @Test
    void anOwnerHasAllBudgetsInOneItemAndIsListedWhileItHasOne() {
        assertThat(owners.withBudgets()).isEmpty();
        owners.setBudget(TEAM, budget("25.00"));
        var app = new Budget(APP, new BigDecimal("0.5"), List.of(90, 10), Budget.Refused.ALL);
        owners.setBudget(TEAM, app);
        owners.create(new OwnerName("rita"), Owner.Kind.USER, new OwnerName("rita"));
        owners.setMember(TEAM, new OwnerName("rita"), Role.READ);

        assertThat(owners.get(TEAM).budgets()).containsExactly(budget("25.00"), app);
        assertThat(owners.withBudgets()).containsExactly(TEAM);

        owners.removeBudget(TEAM, Optional.empty());
        assertThat(owners.withBudgets()).containsExactly(TEAM);
        owners.removeBudget(TEAM, APP);
        assertThat(owners.withBudgets()).isEmpty();
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> owners.removeBudget(TEAM, APP));
        Errors.refused(ErrorCode.NAME_UNKNOWN, () -> owners.setBudget(new OwnerName("none"), app));
    }

    @Test
    void anOwnerHasTwentyBudgetsAtMost() {
        for (var number = 0; number < Owners.MOST_BUDGETS; number++) {
            owners.setBudget(TEAM, numbered(number));
        }
        owners.setBudget(TEAM, numbered(3));

        var refused = Errors.refused(ErrorCode.DENIED, () -> owners.setBudget(TEAM, numbered(20)));
        assertThat(refused).hasMessage("an owner has at most 20 budgets");
    }

    @Test
    void aPackageIsPartOfItsOwnBudgetAndItsOwners() {
        owners.setBudget(TEAM, budget("10"));
        owners.setBudget(TEAM, new Budget(APP, BigDecimal.ONE, List.of(), Budget.Refused.PUSHES));
        var owner = owners.get(TEAM).withEachBudget(budget -> budget.with(MONTH, BigDecimal.ONE, List.of()));

        assertThat(owner.spentBudgets(APP.orElseThrow(), MONTH))
                .extracting(Budget::repository)
                .containsExactly(APP);
        assertThat(owner.spentBudgets(new RepositoryName("team/web"), MONTH)).isEmpty();
    }

    private static Budget numbered(int number) {
        return new Budget(
                Optional.of(new RepositoryName("team/app" + number)),
                BigDecimal.TEN,
                Budget.SHARES,
                Budget.Refused.NOTHING);
    }

    private static Budget budget(String limit) {
        return new Budget(Optional.empty(), new BigDecimal(limit), Budget.SHARES, Budget.Refused.PUSHES);
    }

    private static List<Integer> numbers(String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Stream.of(text.split(" ")).map(Integer::valueOf).toList();
    }
}
