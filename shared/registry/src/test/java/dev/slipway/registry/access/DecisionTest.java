package dev.slipway.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.PublishedPackage;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.TrustPolicy;
import dev.slipway.registry.owner.Visibility;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, cell by cell. */
final class DecisionTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final OwnerName TEAM = new OwnerName("team");
    private static final OwnerName ALICE = new OwnerName("alice");
    private static final RepositoryName APP = new RepositoryName("team/app");

    /** In capitals what is allowed: by membership, by internal or public visibility; else what is missing. */
    private static final Map<Character, Verdict.Reason> REASONS = Map.of(
            'M', Verdict.Reason.MEMBER,
            'I', Verdict.Reason.INTERNAL_PACKAGE,
            'P', Verdict.Reason.PUBLIC_PACKAGE,
            'a', Verdict.Reason.NOT_SIGNED_IN,
            's', Verdict.Reason.MISSING_SCOPE,
            'n', Verdict.Reason.NO_ROLE,
            'l', Verdict.Reason.LOW_ROLE);

    /** Three columns each for a private, an internal and a public package: pull, push, delete. */
    private static final String TABLE = """
            role       scope            private  internal public
            anonymous  none             a a a    a a a    P a a
            none       read:packages    n s s    I s s    P s s
            none       write:packages   n n s    I n s    P n s
            none       delete:packages  s s n    s s n    P s n
            none       admin            n n n    I n n    P n n
            read       read:packages    M s s    M s s    P s s
            read       write:packages   M l s    M l s    P l s
            read       delete:packages  s s l    s s l    P s l
            read       admin            M l l    M l l    P l l
            write      read:packages    M s s    M s s    P s s
            write      write:packages   M M s    M M s    P M s
            write      delete:packages  s s l    s s l    P s l
            write      admin            M M l    M M l    P M l
            admin      read:packages    M s s    M s s    P s s
            admin      write:packages   M M s    M M s    P M s
            admin      delete:packages  s s M    s s M    P s M
            admin      admin            M M M    M M M    P M M
            """;

    static Stream<Arguments> cells() {
        return TABLE.lines().skip(1).flatMap(line -> {
            var row = line.split(" +");
            return Arrays.stream(Visibility.values())
                    .flatMap(visibility -> Stream.of(Action.PULL, Action.PUSH, Action.DELETE)
                            .map(action -> Arguments.of(
                                    row[0],
                                    row[1],
                                    visibility,
                                    action,
                                    REASONS.get(row[2 + 3 * visibility.ordinal() + action.ordinal()].charAt(0)))));
        });
    }

    @ParameterizedTest(name = "{0} with {1}, {2} package, {3}: {4}")
    @MethodSource("cells")
    void everyCell(String role, String scope, Visibility visibility, Action action, Verdict.Reason reason) {
        var token = TokenScope.find(scope).map(found -> token(Set.of(found), List.of()));
        var allowed = Set.of(Verdict.Reason.MEMBER, Verdict.Reason.INTERNAL_PACKAGE, Verdict.Reason.PUBLIC_PACKAGE)
                .contains(reason);

        assertThat(caller(token, owner(Role.find(role)), visibility).decide(APP, action))
                .isEqualTo(new Verdict(allowed, reason));
    }

    @ParameterizedTest(name = "{0} with {1}, {2} package, {3}: {4}")
    @MethodSource("cells")
    void aGrantSaysTheSame(String role, String scope, Visibility visibility, Action action, Verdict.Reason reason) {
        var caller = caller(
                TokenScope.find(scope).map(found -> token(Set.of(found), List.of())),
                owner(Role.find(role)),
                visibility);
        var verdict = caller.decide(APP, action);
        var asked = Scope.of(APP, action);

        var grant = Grants.of(caller, List.of(asked), MONTH);

        assertThat(grant.allows(asked)).isEqualTo(verdict.allowed());
        assertThat(grant.refusals(asked))
                .isEqualTo(verdict.allowed() ? List.of() : List.of(new Grant.Refusal(asked, reason)));
    }

    @Test
    void aPackageThatThereIsNotYetIsPrivate() {
        var stranger =
                new Caller("", Optional.of(token(Set.of(TokenScope.ADMIN), List.of())), List.of(), Map.of(), Map.of());

        assertThat(stranger.decide(APP, Action.PULL)).isEqualTo(Verdict.refuse(Verdict.Reason.NO_ROLE));
        assertThat(stranger.decide(APP, Action.PUSH)).isEqualTo(Verdict.refuse(Verdict.Reason.NO_ROLE));
    }

    @Test
    void aNameOfOneComponentIsNobodys() {
        var caller = caller(
                Optional.of(token(Set.of(TokenScope.ADMIN), List.of())),
                owner(Optional.of(Role.ADMIN)),
                Visibility.PRIVATE);

        var team = new RepositoryName("team");
        for (var action : List.of(Action.PULL, Action.PUSH, Action.DELETE)) {
            assertThat(caller.decide(team, action)).isEqualTo(Verdict.refuse(Verdict.Reason.NO_ROLE));
        }
        assertThat(Grants.of(caller, List.of(), MONTH).mayPull(team)).isFalse();
        assertThat(Grants.of(caller, List.of(), MONTH).mayPull(APP)).isTrue();
    }

    @Test
    void aLimitedTokenReachesNothingElse() {
        var limited = token(Set.of(TokenScope.ADMIN), List.of(new PackagePattern("team/web/*")));
        var caller = caller(Optional.of(limited), owner(Optional.of(Role.ADMIN)), Visibility.INTERNAL);

        assertThat(caller.decide(APP, Action.PULL)).isEqualTo(Verdict.refuse(Verdict.Reason.OTHER_PACKAGES));
        assertThat(caller.decide(new RepositoryName("team/web/api"), Action.PUSH))
                .isEqualTo(Verdict.allow(Verdict.Reason.MEMBER));
        assertThat(caller.decide(new RepositoryName("team/website"), Action.PUSH))
                .isEqualTo(Verdict.refuse(Verdict.Reason.OTHER_PACKAGES));
        assertThat(caller.manager()).isEmpty();
        assertThat(caller.readableOwners()).isEmpty();
    }

    @Test
    void anAdministratorHasTheHighestRoleWithEveryOwnerThereIs() {
        var admins = new Owner(Owner.ADMINISTRATORS, Owner.Kind.USER, 0, 0, Map.of(ALICE, Role.ADMIN), List.of());
        var owners = Map.of(Owner.ADMINISTRATORS, admins, TEAM, owner(Optional.empty()));

        for (var scope : TokenScope.values()) {
            var caller = new Caller("alice", Optional.of(token(Set.of(scope), List.of())), List.of(), owners, Map.of());
            var verdict = caller.decide(APP, Action.DELETE);

            assertThat(caller.isAdministrator()).isEqualTo(scope == TokenScope.ADMIN);
            assertThat(verdict.allowed()).isEqualTo(scope == TokenScope.ADMIN);
            assertThat(caller.decide(new RepositoryName("nobody/app"), Action.PUSH)
                            .allowed())
                    .isFalse();
        }
    }

    @Test
    void aWorkloadMayWhatThePolicySaysAndNothingOfOtherOwners() {
        var policy = new TrustPolicy(
                "ci",
                "1",
                "https://issuer.example.com",
                "slipway",
                Map.of("sub", "repo:team/*"),
                Set.of(TokenScope.WRITE_PACKAGES),
                List.of(new PackagePattern("team/app")));
        var workload =
                new Caller("repo:team/app", Optional.empty(), List.of(new Trust(TEAM, policy)), Map.of(), Map.of());

        assertThat(workload.decide(APP, Action.PUSH)).isEqualTo(Verdict.allow(Verdict.Reason.TRUST_POLICY));
        assertThat(workload.decide(APP, Action.PULL)).isEqualTo(Verdict.allow(Verdict.Reason.TRUST_POLICY));
        assertThat(workload.decide(APP, Action.DELETE)).isEqualTo(Verdict.refuse(Verdict.Reason.MISSING_SCOPE));
        assertThat(workload.decide(new RepositoryName("team/web"), Action.PUSH))
                .isEqualTo(Verdict.refuse(Verdict.Reason.OTHER_PACKAGES));
        assertThat(workload.decide(new RepositoryName("other/app"), Action.PULL))
                .isEqualTo(Verdict.refuse(Verdict.Reason.NO_ROLE));
        assertThat(workload.manager()).isEmpty();
    }

    private static Caller caller(Optional<AccessToken> token, Owner owner, Visibility visibility) {
        return new Caller(
                token.isPresent() ? "alice" : "",
                token,
                List.of(),
                Map.of(TEAM, owner),
                Map.of(APP, new PublishedPackage(APP, visibility, 0)));
    }

    private static Owner owner(Optional<Role> aliceIs) {
        return new Owner(
                TEAM,
                Owner.Kind.ORGANIZATION,
                0,
                0,
                aliceIs.map(role -> Map.of(ALICE, role)).orElse(Map.of()),
                List.of());
    }

    private static AccessToken token(Set<TokenScope> scopes, List<PackagePattern> packages) {
        return new AccessToken("id", ALICE, "", "", scopes, packages, 0, Optional.empty(), Optional.empty());
    }
}
