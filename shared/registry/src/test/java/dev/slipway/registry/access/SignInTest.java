package dev.slipway.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.registry.Errors;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.state.Calls;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Interceptor;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignInTest {

    private static final OwnerName ALICE = new OwnerName("alice");
    private static final SignIn.Question ABOUT_APP =
            SignIn.Question.about(List.of(new RepositoryName("alice/app"), new RepositoryName("team/app")));
    private static final Viewer VIEWER = new Viewer("https", "registry.example.com", "192.0.2.1");

    private final Stores stores = new Stores();
    private String secret = "";

    @BeforeEach
    void makeAlice() {
        stores.registry().owners().create(ALICE, Owner.Kind.USER, ALICE);
        secret = create(Optional.of(Duration.ofDays(30))).secret().reveal();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aRightTokenTellsWhoAsksAndWhatDecides() {
        var caller = signIn("alice", secret);

        assertThat(caller.subject()).isEqualTo("alice");
        assertThat(caller.owners()).containsOnlyKeys(ALICE);
        assertThat(caller.decide(new RepositoryName("alice/app"), Action.PUSH))
                .isEqualTo(Verdict.allow(Verdict.Reason.MEMBER));
    }

    @Test
    void itTakesOneBatchReadAndAnHourlyWrite() {
        var calls = new Calls();
        var signIn = stores.registry(calls).signIn();

        signIn.signIn(Credentials.of("alice", secret), IdTokens.NONE, ABOUT_APP, VIEWER);
        assertThat(calls.counts()).isEqualTo(Map.of("Table.getAll", 1, "Table.write", 1));

        signIn.signIn(Credentials.of("alice", secret), IdTokens.NONE, ABOUT_APP, VIEWER);
        assertThat(calls.counts()).isEqualTo(Map.of("Table.getAll", 2, "Table.write", 1));

        stores.pass(Duration.ofHours(2));
        signIn.signIn(Credentials.of("alice", secret), IdTokens.NONE, ABOUT_APP, VIEWER);
        assertThat(calls.counts()).isEqualTo(Map.of("Table.getAll", 3, "Table.write", 2));
        assertThat(stores.registry().accessTokens().list(ALICE).getFirst().used())
                .contains(stores.now().getEpochSecond());
    }

    @Test
    void nobodyIsTurnedAwayBecauseTheirLastUseCannotBeKept() {
        var told = stores.audit().size();
        var busy = stores.registry(new Interceptor() {
            @Override
            public <T> T around(String name, Supplier<T> call) {
                if (name.equals("Table.write")) {
                    throw new RegistryException(ErrorCode.TOOMANYREQUESTS);
                }
                return call.get();
            }
        });

        var caller = busy.signIn().signIn(Credentials.of("alice", secret), IdTokens.NONE, ABOUT_APP, VIEWER);

        assertThat(caller.subject()).isEqualTo("alice");
        assertThat(stores.audit()).hasSize(told);
        assertThat(stores.registry().accessTokens().list(ALICE).getFirst().used())
                .isEmpty();
    }

    @Test
    void aNameIsReadWithoutRegardToCaseButMustBeTheUsersOwn() {
        assertThat(signIn("Alice", secret).isSignedIn()).isTrue();
        assertThat(refused("bob", secret).getMessage()).contains("another user");
    }

    @Test
    void aRefreshTokenNeedsNoName() {
        var caller = stores.registry().signIn().signIn(Credentials.refresh(secret), IdTokens.NONE, ABOUT_APP, VIEWER);

        assertThat(caller.subject()).isEqualTo("alice");
    }

    @Test
    void anExpiredTokenIsToldApart() {
        stores.pass(Duration.ofDays(30));

        assertThat(refused("alice", secret).getMessage()).contains("expired on 2026-12-24T12:00:00Z");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        var tokens = stores.registry().accessTokens();
        assertThat(tokens.revoke(tokens.list(ALICE).getFirst())).isTrue();

        assertThat(refused("alice", secret).getMessage()).contains("revoked");
        assertThat(tokens.list(ALICE)).isEmpty();
    }

    @Test
    void oneWrongCharacterIsRefusedByTheChecksumAndATokenOfAnotherSecretByItsHash() {
        var last = secret.charAt(30) == 'x' ? 'y' : 'x';
        var altered = secret.substring(0, 30) + last + secret.substring(31);

        assertThat(refused("alice", altered).getMessage()).contains("neither");

        var other = create(Optional.empty()).secret();
        stores.table()
                .write(List.of(new Write.Update(
                        AccessToken.key(other.id()),
                        Map.of("hash", new Value.Text("0".repeat(64))),
                        Map.of(),
                        Condition.EXISTS)));
        assertThat(refused("alice", other.reveal()).getMessage()).contains("unknown");
    }

    @Test
    void tooManyFailuresAreAnswered429UntilTheWindowEndsAndNobodyIsLockedOut() {
        for (var i = 0; i < FailedSignIns.MOST_FOR_A_NAME; i++) {
            assertThat(refused(i % 2 == 0 ? "alice" : "Alice", "guess" + i).code())
                    .isEqualTo(ErrorCode.UNAUTHORIZED);
        }
        var limited = refused("alice", "guess");

        assertThat(limited.code()).isEqualTo(ErrorCode.TOOMANYREQUESTS);
        assertThat(limited.headers()).containsEntry("retry-after", "300");
        assertThat(signIn("alice", secret).isSignedIn()).isTrue();
        assertThat(refused("bob", "guess").code()).isEqualTo(ErrorCode.UNAUTHORIZED);

        stores.pass(Duration.ofMinutes(5));
        assertThat(refused("alice", "guess").code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }

    @Test
    void manyNamesFromOneAddressAreLimitedTooAndCostNoFurtherWrite() {
        for (var i = 0; i < FailedSignIns.MOST_FROM_AN_ADDRESS; i++) {
            refused("name" + i, "guess");
        }
        var calls = new Calls();

        Errors.refused(
                ErrorCode.TOOMANYREQUESTS,
                () -> stores.registry(calls)
                        .signIn()
                        .signIn(Credentials.of("another", "guess"), IdTokens.NONE, ABOUT_APP, VIEWER));

        assertThat(calls.counts()).isEqualTo(Map.of("Table.getAll", 1));
    }

    @Test
    void theAuditLogTellsFailuresAndNoSecret() {
        refused("alice", "hunter2-which-somebody-typed");
        refused("bob", secret);
        refused(secret, "typed in the wrong place");

        assertThat(stores.audit())
                .extracting(AuditEvent::kind, AuditEvent::who, AuditEvent::from)
                .containsExactly(
                        tuple(AuditEvent.Kind.SIGN_IN_REFUSED, "alice", "192.0.2.1"),
                        tuple(AuditEvent.Kind.SIGN_IN_REFUSED, "bob", "192.0.2.1"),
                        tuple(AuditEvent.Kind.SIGN_IN_REFUSED, "", "192.0.2.1"));
        assertThat(stores.table().items().toString()).doesNotContain(secret.substring(24));
        assertThat(stores.audit().toString()).doesNotContain("hunter2").doesNotContain(secret.substring(24));
    }

    @Test
    void theFirstAdministratorIsMadeOnceAlsoAfterAnInterruption() {
        var registry = stores.registry();
        var first = new FirstAdministrator(registry.owners(), registry.accessTokens());
        try {
            first.createOnce(token -> {
                throw new IllegalStateException("the disk is full");
            });
        } catch (IllegalStateException expected) {
            assertThat(registry.owners().find(Owner.ADMINISTRATORS)).isEmpty();
        }
        var kept = new ArrayList<TokenSecret>();

        assertThat(first.createOnce(kept::add)).isTrue();
        assertThat(first.createOnce(kept::add)).isFalse();
        assertThat(kept).hasSize(1);
        assertThat(registry.accessTokens().list(Owner.ADMINISTRATORS)).hasSize(1);
        assertThat(signIn("admin", kept.getFirst().reveal()).isAdministrator()).isTrue();
    }

    private AccessTokens.Created create(Optional<Duration> validity) {
        return stores.registry()
                .accessTokens()
                .create(new AccessTokens.Wish(ALICE, "test", Set.of(TokenScope.ADMIN), List.of(), validity));
    }

    private Caller signIn(String name, String password) {
        return stores.registry().signIn().signIn(Credentials.of(name, password), IdTokens.NONE, ABOUT_APP, VIEWER);
    }

    private RegistryException refused(String name, String password) {
        try {
            signIn(name, password);
        } catch (RegistryException e) {
            return e;
        }
        throw new AssertionError("signed in");
    }
}
