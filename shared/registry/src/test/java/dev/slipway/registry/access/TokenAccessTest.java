package dev.slipway.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.TrustPolicy;
import dev.slipway.registry.state.Calls;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenAccessTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Viewer VIEWER = new Viewer("https", "registry.example.com", "192.0.2.1");
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final String TOKEN = Tokens.token("registry.example.com", NOW, "team/app", "pull");

    private final InMemoryTable table = new InMemoryTable();
    private final List<AuditEvent> audit = new ArrayList<>();
    private final TokenAccess access =
            new TokenAccess(new BearerTokens(SigningKeys.parse(Tokens.KEYS), () -> NOW), table, audit::add, () -> NOW);

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer  "})
    void aGrantedTokenPasses(String scheme) {
        assertThatCode(() ->
                        access.check(Optional.of(scheme + TOKEN), Scope.of(APP, Action.PULL), Optional.empty(), VIEWER))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bear"})
    void anythingElseIsChallenged(String authorization) {
        var refused = Errors.refused(
                ErrorCode.UNAUTHORIZED,
                () -> access.check(
                        Optional.of(authorization), Scope.of(APP, Action.PUSH, Action.PULL), Optional.empty(), VIEWER));

        assertThat(refused.headers())
                .containsEntry(
                        "www-authenticate",
                        "Bearer realm=\"https://registry.example.com/token\",service=\"registry.example.com\","
                                + "scope=\"repository:team/app:pull,push\"");
    }

    @Test
    void aTokenThatGrantsLessIsChallengedForMore() {
        var refused = Errors.refused(
                ErrorCode.UNAUTHORIZED,
                () -> access.check(
                        Optional.of("Bearer " + TOKEN), Scope.of(APP, Action.DELETE), Optional.empty(), VIEWER));

        assertThat(refused.headers().get("www-authenticate")).endsWith(",scope=\"repository:team/app:delete\"");
        assertThat(refused.detail()).containsEntry("scope", "repository:team/app:delete");
    }

    @Test
    void aTokenOfAnotherHostIsChallenged() {
        var other = new Viewer("http", "localhost:5000", "127.0.0.1");

        var refused = Errors.refused(
                ErrorCode.UNAUTHORIZED,
                () -> access.check(Optional.of("Bearer " + TOKEN), Scope.SIGNED_IN, Optional.empty(), other));

        assertThat(refused.headers())
                .containsEntry(
                        "www-authenticate", "Bearer realm=\"http://localhost:5000/token\",service=\"localhost:5000\"");
    }

    @Test
    void theCatalogHasAScopeOfItsOwn() {
        var refused = Errors.refused(
                ErrorCode.UNAUTHORIZED, () -> access.check(Optional.empty(), Scope.CATALOG, Optional.empty(), VIEWER));

        assertThat(refused.headers().get("www-authenticate")).endsWith(",scope=\"registry:catalog:*\"");
    }

    @Test
    void aPullWithABearerTokenReadsNothingAndAWriteOneItem() {
        var calls = new Calls();
        Tokens.keep(table);
        var counted = access(new InterceptedTable(table, calls));
        var token = Tokens.token("registry.example.com", NOW, "team/app", "pull,push");

        counted.check(Optional.of("Bearer " + token), Scope.of(APP, Action.PULL), Optional.empty(), VIEWER);
        assertThat(calls.counts()).isEmpty();

        counted.check(Optional.of("Bearer " + token), Scope.of(APP, Action.PUSH), Optional.empty(), VIEWER);
        assertThat(calls.counts()).isEqualTo(Map.of("Table.get", 1));
    }

    @Test
    void aPersonalAccessTokenShownDirectlyIsOneBatchRead() {
        var calls = new Calls();
        Tokens.keep(table);
        var owners = new Owners(table, () -> NOW);
        owners.create(new OwnerName("team"), Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        var basic = "Basic " + Base64.getEncoder().encodeToString(("alice:" + Tokens.SECRET).getBytes(UTF_8));
        access.check(Optional.of(basic), Scope.SIGNED_IN, Optional.empty(), VIEWER);
        var counted = access(new InterceptedTable(table, calls));

        for (var authorization : List.of(basic, "Bearer " + Tokens.SECRET)) {
            calls.reset();
            var grant = counted.check(
                    Optional.of(authorization),
                    Scope.of(APP, Action.PULL, Action.PUSH),
                    Optional.of(new RepositoryName("team/web")),
                    VIEWER);
            assertThat(grant.mayPull(new RepositoryName("team/web"))).isTrue();
            assertThat(grant.mayPull(new RepositoryName("other/web"))).isFalse();
            assertThat(calls.counts()).isEqualTo(Map.of("Table.getAll", 1));
        }
    }

    @Test
    void anIdTokenShownDirectlyIsSentToTheTokenEndpointAndIsNoFailedSignIn() {
        var calls = new Calls();
        var basic = "Basic " + Base64.getEncoder().encodeToString("team:eyJh.eyJi.c".getBytes(UTF_8));

        var refused = Errors.refused(
                ErrorCode.UNAUTHORIZED,
                () -> access(new InterceptedTable(table, calls))
                        .check(Optional.of(basic), Scope.of(APP, Action.PUSH), Optional.empty(), VIEWER));

        assertThat(refused.headers().get("www-authenticate")).startsWith("Bearer realm=");
        assertThat(calls.counts()).isEmpty();
        assertThat(audit).isEmpty();
    }

    @Test
    void whatSigningInCannotHelpIsDeniedAndWhatMayNotBeSeenIsNotThere() {
        Tokens.keep(table);
        var asked = new Caller(
                "alice",
                Optional.of(new AccessToken(
                        Tokens.ID,
                        new OwnerName("alice"),
                        "",
                        "",
                        Set.of(TokenScope.READ_PACKAGES),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty())),
                List.of(),
                Map.of(),
                Map.of());
        var bearer = bearer(Grants.of(asked, List.of(Scope.of(APP, Action.PULL, Action.PUSH)), MONTH));

        var push = Errors.refused(ErrorCode.DENIED, () -> check(bearer, Scope.of(APP, Action.PUSH)));
        var pull = Errors.refused(ErrorCode.NAME_UNKNOWN, () -> check(bearer, Scope.of(APP, Action.PULL)));
        var other = Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(bearer, Scope.of(APP, Action.DELETE)));

        assertThat(push.getMessage()).endsWith("the token was made without the scope that this needs");
        assertThat(pull.getMessage()).isEqualTo(ErrorCode.NAME_UNKNOWN.message());
        assertThat(other.headers()).containsKey("www-authenticate");
        assertThat(audit)
                .extracting(AuditEvent::kind, AuditEvent::what)
                .containsExactly(tuple(AuditEvent.Kind.WRITE_REFUSED, "repository:team/app:push"));
    }

    @Test
    void whoIsNotSignedInIsAlwaysAskedTo() {
        var nobody = new Caller("", Optional.empty(), List.of(), Map.of(), Map.of());
        var bearer = bearer(Grants.of(nobody, List.of(Scope.of(APP, Action.PULL)), MONTH));

        var refused = Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(bearer, Scope.of(APP, Action.PULL)));

        assertThat(refused.headers()).containsKey("www-authenticate");
    }

    @Test
    void aRevokedTokenWritesNothingMore() {
        Tokens.keep(table);
        var token = "Bearer " + Tokens.token("registry.example.com", NOW, "team/app", "pull,push");
        check(token, Scope.of(APP, Action.PUSH));
        var tokens = new AccessTokens(table, () -> NOW, new SecureRandom());
        tokens.revoke(tokens.find(Tokens.ID).orElseThrow());

        var refused = Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(token, Scope.of(APP, Action.PUSH)));

        assertThat(refused.detail().get("reason")).contains("revoked");
        check(token, Scope.of(APP, Action.PULL));
        assertThat(audit)
                .extracting(AuditEvent::kind)
                .containsExactly(AuditEvent.Kind.WRITE_GRANTED, AuditEvent.Kind.WRITE_REFUSED);
    }

    @Test
    void aTokenForPushingPullsForNoLongerThanOneForPullingOnceItIsRevoked() {
        Tokens.keep(table);
        var token = "Bearer " + Tokens.old(VIEWER.host(), NOW, Tokens.ID, Tokens.access("team/app", "pull"));
        check(token, Scope.of(APP, Action.PULL));
        var tokens = new AccessTokens(table, () -> NOW, new SecureRandom());
        tokens.revoke(tokens.find(Tokens.ID).orElseThrow());

        Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(token, Scope.of(APP, Action.PULL)));
    }

    @Test
    void aTrustPolicyThatWasChangedLetsNothingMoreBeWritten() {
        var team = new OwnerName("team");
        var owners = new Owners(table, () -> NOW);
        owners.create(team, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        owners.setPolicy(team, policy("1"));
        var workload = new Caller(
                "repo:team/app", Optional.empty(), List.of(new Trust(team, policy("1"))), Map.of(), Map.of());
        var bearer = bearer(Grants.of(workload, List.of(Scope.of(APP, Action.PUSH)), MONTH));
        check(bearer, Scope.of(APP, Action.PUSH));

        owners.setPolicy(team, policy("2"));

        Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(bearer, Scope.of(APP, Action.PUSH)));
    }

    @Test
    void anotherPolicyOfTheSameOwnerDoesNotStandInForOneThatWasRemoved() {
        var team = new OwnerName("team");
        var owners = new Owners(table, () -> NOW);
        owners.create(team, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        var reading = new TrustPolicy(
                "reading",
                "1",
                "https://issuer.example.com",
                "slipway",
                Map.of("sub", "repo:team/*"),
                Set.of(TokenScope.READ_PACKAGES),
                List.of());
        owners.setPolicy(team, policy("1"));
        owners.setPolicy(team, reading);
        var workload = new Caller(
                "repo:team/app",
                Optional.empty(),
                List.of(new Trust(team, policy("1")), new Trust(team, reading)),
                Map.of(),
                Map.of());
        var bearer = bearer(Grants.of(workload, List.of(Scope.of(APP, Action.PUSH, Action.PULL)), MONTH));
        check(bearer, Scope.of(APP, Action.PUSH, Action.PULL));

        owners.removePolicy(team, "ci");

        Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(bearer, Scope.of(APP, Action.PUSH, Action.PULL)));
        check(bearer, Scope.of(APP, Action.PULL));
    }

    @Test
    void theListOfAllRepositoriesIsLookedAtAgainToo() {
        Tokens.keep(table);
        var catalog = "[{\"type\":\"registry\",\"name\":\"catalog\",\"actions\":[\"*\"]}]";
        var token = "Bearer " + Tokens.old(VIEWER.host(), NOW, Tokens.ID, catalog);
        check(token, Scope.CATALOG);
        var tokens = new AccessTokens(table, () -> NOW, new SecureRandom());
        tokens.revoke(tokens.find(Tokens.ID).orElseThrow());

        Errors.refused(ErrorCode.UNAUTHORIZED, () -> check(token, Scope.CATALOG));
    }

    @Test
    void anOldTokenOfAJobMountsFromNoOtherRepositoryAsItsPolicyMayHaveChanged() {
        var team = new OwnerName("team");
        var owners = new Owners(table, () -> NOW);
        owners.create(team, Owner.Kind.ORGANIZATION, new OwnerName("alice"));
        owners.setPolicy(team, policy("1"));
        var source = new RepositoryName("team/base");
        var access = "[{\"type\":\"repository\",\"name\":\"team/app\",\"actions\":[\"pull\",\"push\"]},"
                + "{\"type\":\"repository\",\"name\":\"team/base\",\"actions\":[\"pull\"]}]";
        var young = bearer(new Grant(
                "repo:team/app",
                "trust:team/ci/1",
                List.of(Scope.of(APP, Action.PULL, Action.PUSH), Scope.of(source, Action.PULL)),
                List.of(),
                Set.of(Verdict.Reason.TRUST_POLICY),
                Set.of("team")));
        var old = "Bearer " + Tokens.old(VIEWER.host(), NOW, "trust:team/ci/1", access);

        assertThat(grantToPush(young).mayPull(source)).isTrue();
        assertThat(grantToPush(young).mayPull(new RepositoryName("team/other"))).isTrue();
        assertThat(grantToPush(old).mayPull(APP)).isTrue();
        assertThat(grantToPush(old).mayPull(source)).isFalse();
    }

    private Grant grantToPush(String authorization) {
        return access.check(Optional.of(authorization), Scope.of(APP, Action.PUSH), Optional.empty(), VIEWER);
    }

    private static TrustPolicy policy(String revision) {
        return new TrustPolicy(
                "ci",
                revision,
                "https://issuer.example.com",
                "slipway",
                Map.of("sub", "repo:team/*"),
                Set.of(TokenScope.WRITE_PACKAGES),
                List.of());
    }

    private TokenAccess access(Table over) {
        var tokens = new BearerTokens(SigningKeys.parse(Tokens.KEYS), () -> NOW);
        return new TokenAccess(tokens, over, audit::add, () -> NOW);
    }

    private void check(String authorization, Scope scope) {
        access.check(Optional.of(authorization), scope, Optional.empty(), VIEWER);
    }

    private static String bearer(Grant grant) {
        var tokens = new BearerTokens(SigningKeys.parse(Tokens.KEYS), () -> NOW);
        return "Bearer " + tokens.issue(grant, VIEWER.host()).token();
    }
}
