package dev.slipway.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Errors;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Visibility;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Write;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused once a budget is spent, to whom, and in which words. */
final class OverspendingTest {

    private static final Viewer VIEWER = new Viewer("https", "registry.example.com", "192.0.2.1");
    private static final OwnerName TEAM = new OwnerName("team");
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final Optional<String> BASIC = Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(("alice:" + Tokens.SECRET).getBytes(StandardCharsets.UTF_8)));
    private static final YearMonth MONTH = YearMonth.of(2026, 11);

    private final Stores stores = new Stores();
    private final Owners owners = stores.registry().owners();
    private final TokenAccess access =
            new TokenAccess(stores.tokens(), stores.table(), stores.audit()::add, stores::now);

    @BeforeEach
    void make() {
        Tokens.keep(stores.table());
        owners.create(TEAM, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        stores.table()
                .write(List.of(new Write.Put(Item.at(Keys.repository(APP)).with("created", 0), Condition.ABSENT)));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING, 26,    true,  true",
        "PUSHES,  24.99, true,  true",
        "PUSHES,  25,    false, true",
        "PUSHES,  26,    false, true",
        "ALL,     24.99, true,  true",
        "ALL,     26,    false, false",
    })
    void pushesAreRefusedAndPullsOnlyWhereThatIsAskedFor(
            Budget.Refused refused, String spent, boolean pushed, boolean pulled) {
        spend(Optional.empty(), refused, spent);

        assertThat(may(Action.PUSH)).isEqualTo(pushed);
        assertThat(may(Action.PULL)).isEqualTo(pulled);
        assertThat(may(Action.DELETE)).isTrue();
    }

    @Test
    void theRefusalSaysHowMuchAndWhoCanRaiseIt() {
        spend(Optional.empty(), Budget.Refused.PUSHES, "25.0312345678");
        assertThat(refusal(BASIC, Action.PUSH))
                .hasMessage("requested access to the resource is denied: team has spent $25.031235 of its budget of"
                        + " $25.00 for 2026-11; an administrator can raise it: slipway budget set team");
        assertThat(stores.audit().getLast().why())
                .startsWith("team has spent $25.031235 of its budget of $25.00 for 2026-11");
    }

    @Test
    void aPackagesBudgetRefusesPushesToItAlone() {
        spend(Optional.of(APP), Budget.Refused.PUSHES, "30");

        assertThat(refusal(BASIC, Action.PUSH))
                .hasMessageContaining("team/app has spent $30.00 of its budget of $25.00 for 2026-11;")
                .hasMessageEndingWith(": slipway budget set team --package team/app");
        access.check(BASIC, Scope.of(new RepositoryName("team/web"), Action.PUSH), Optional.empty(), VIEWER);
    }

    @Test
    void aNewMonthBeginsWithNothingSpent() {
        spend(Optional.empty(), Budget.Refused.ALL, "26");
        stores.pass(Duration.ofDays(6).plusHours(11).plusMinutes(59));
        assertThat(may(Action.PULL)).isFalse();
        stores.pass(Duration.ofMinutes(1));
        assertThat(may(Action.PULL)).isTrue();
    }

    /** The refusal goes along in the token, so that the route needs to read nothing to tell it. */
    @Test
    void aBearerTokenTellsTheRefusal() {
        spend(Optional.empty(), Budget.Refused.PUSHES, "26");
        var bearer = bearer(grant(BASIC, Action.PULL, Action.PUSH));

        access.check(bearer, Scope.of(APP, Action.PULL), Optional.empty(), VIEWER);
        assertThat(refusal(bearer, Action.PUSH))
                .hasMessageContaining("team has spent $26.00 of its budget of $25.00 for 2026-11");
    }

    /** Neither are they asked to sign in, nor are they told of sums. */
    @Test
    void whoIsNoMemberHearsOfNoSums() {
        stores.registry().packages().setVisibility(APP, Visibility.PUBLIC);
        spend(Optional.empty(), Budget.Refused.ALL, "26");
        var anonymous = bearer(grant(Optional.empty(), Action.PULL));

        assertThat(refusal(anonymous, Action.PULL))
                .hasMessage("requested access to the resource is denied: the budget of team for 2026-11 is spent");
    }

    @Test
    void anAdministratorsPushesAreRefusedAsWell() {
        owners.create(Owner.ADMINISTRATORS, Owner.Kind.USER, new OwnerName("alice"));
        var other = new OwnerName("other");
        owners.create(other, Owner.Kind.ORGANIZATION, new OwnerName("bob"));
        owners.setBudget(other, budget(Optional.empty(), Budget.Refused.PUSHES));
        var before = owners.get(other);
        owners.replace(before, before.withEachBudget(budget -> budget.with(MONTH, BigDecimal.valueOf(99), List.of())));
        var push = Scope.of(new RepositoryName("other/app"), Action.PUSH);

        Errors.refused(ErrorCode.DENIED, () -> access.check(BASIC, push, Optional.empty(), VIEWER));
    }

    private boolean may(Action action) {
        try {
            access.check(BASIC, Scope.of(APP, action), Optional.empty(), VIEWER);
            return true;
        } catch (RegistryException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.DENIED);
            return false;
        }
    }

    private RegistryException refusal(Optional<String> authorization, Action action) {
        return Errors.refused(
                ErrorCode.DENIED, () -> access.check(authorization, Scope.of(APP, action), Optional.empty(), VIEWER));
    }

    private Grant grant(Optional<String> authorization, Action first, Action... more) {
        var signIn = new SignIn(stores.table(), stores.tokens(), stores.audit()::add, stores::now);
        var question = SignIn.Question.about(List.of(APP));
        var caller = authorization
                .flatMap(Credentials::parse)
                .map(credentials -> signIn.signIn(credentials, IdTokens.NONE, question, VIEWER))
                .orElseGet(() -> signIn.anonymous(question));
        return Grants.of(caller, List.of(Scope.of(APP, first, more)), MONTH);
    }

    private Optional<String> bearer(Grant grant) {
        return Optional.of(
                "Bearer " + stores.tokens().issue(grant, VIEWER.host()).token());
    }

    private void spend(Optional<RepositoryName> repository, Budget.Refused refused, String spent) {
        owners.setBudget(TEAM, budget(repository, refused));
        var before = owners.get(TEAM);
        owners.replace(before, before.withEachBudget(budget -> budget.with(MONTH, new BigDecimal(spent), List.of())));
    }

    private static Budget budget(Optional<RepositoryName> repository, Budget.Refused refused) {
        return new Budget(repository, new BigDecimal("25.00"), Budget.SHARES, refused);
    }
}
