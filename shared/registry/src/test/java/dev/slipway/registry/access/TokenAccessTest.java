package dev.slipway.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.registry.Errors;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.InMemoryTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenAccessTest {

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
}
