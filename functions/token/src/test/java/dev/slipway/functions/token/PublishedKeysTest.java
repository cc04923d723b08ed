package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.slipway.registry.access.IdTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PublishedKeysTest {

    private static final WorkloadKey KEY = WorkloadKey.elliptic("first", "secp256r1");
    private static final WorkloadKey NEXT = WorkloadKey.elliptic("next", "secp256r1");
    private static final List<String> BOTH = List.of(TestIssuer.DISCOVERY, TestIssuer.KEYS);

    private final TestIssuer issuer = new TestIssuer(KEY);
    private final TestIssuer elsewhere = new TestIssuer(KEY);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final IdTokens tokens = accepting(issuer.name(), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        issuer.close();
        elsewhere.close();
    }

    @Test
    void nothingIsFetchedBeforeATokenOfTheIssuerComes() {
        tokens.verify(KEY.sign(elsewhere.claims(now)));
        tokens.verify(KEY.sign(issuer.claims(now).text("iss", issuer.name() + "/")));

        assertThat(issuer.requests()).isEmpty();
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void theKeysAreFetchedOnceAnHour() {
        assertThat(accepts(KEY)).isTrue();
        assertThat(accepts(KEY)).isTrue();
        assertThat(issuer.requests()).isEqualTo(BOTH);

        now = now.plus(Duration.ofMinutes(61));
        assertThat(accepts(KEY)).isTrue();
        assertThat(accepts(KEY)).isTrue();
        assertThat(issuer.requests()).hasSize(4);
    }

    @Test
    void manyTokensAtOnceFetchTheKeysOnce() throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var accepted = IntStream.range(0, 20)
                    .mapToObj(index -> threads.submit(() -> accepts(KEY)))
                    .toList();
            for (var one : accepted) {
                assertThat(one.get()).isTrue();
            }
        }

        assertThat(issuer.requests()).isEqualTo(BOTH);
    }

    @Test
    void aNewKeyIsFetchedWhenItsFirstTokenComes() {
        assertThat(accepts(KEY)).isTrue();
        issuer.publish(NEXT);

        assertThat(accepts(NEXT)).isTrue();
        assertThat(accepts(KEY)).isFalse();
    }

    @Test
    void tokensOfUnknownKeysDoNotMakeUsHammerTheIssuer() {
        assertThat(accepts(KEY)).isTrue();
        for (var attempt = 0; attempt < 10; attempt++) {
            assertThat(accepts(NEXT)).isFalse();
        }
        assertThat(issuer.requests()).hasSize(4);
        assertThat(accepts(KEY)).isTrue();

        issuer.publish(KEY, NEXT);
        now = now.plusSeconds(61);
        assertThat(accepts(NEXT)).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void theLastGoodKeysAreUsedForADayWhileTheIssuerIsDown() {
        assertThat(accepts(KEY)).isTrue();
        issuer.goDown();

        now = now.plus(Duration.ofHours(2));
        assertThat(accepts(KEY)).isTrue();
        assertThat(accepts(NEXT)).isFalse();
        assertThat(log).isNotEmpty().allSatisfy(line -> assertThat(line).contains(issuer.name(), "503"));

        now = now.plus(Duration.ofHours(23));
        assertThat(accepts(KEY)).isFalse();
    }

    @Test
    void anIssuerThatIsDownFromTheStartIsAskedAgainAfterAMinute() {
        issuer.goDown();
        for (var attempt = 0; attempt < 10; attempt++) {
            assertThat(accepts(KEY)).isFalse();
        }
        assertThat(issuer.requests()).hasSize(2);

        issuer.discover(issuer.name(), issuer.name() + TestIssuer.KEYS);
        issuer.publish(KEY);
        now = now.plusSeconds(61);
        assertThat(accepts(KEY)).isTrue();
    }

    @Test
    void anIssuerThatIsNotThereIsNoFailureOfOurs() {
        var token = KEY.sign(issuer.claims(now));
        issuer.close();

        assertThat(tokens.verify(token)).isEmpty();
        assertThat(log).singleElement().asString().contains(issuer.name()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {TestIssuer.DISCOVERY, TestIssuer.KEYS})
    void aRedirectIsNotFollowed(String path) {
        issuer.answer(path, exchange -> {
            exchange.getResponseHeaders().set("location", elsewhere.name() + path);
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(accepts(KEY)).isFalse();
        assertThat(elsewhere.requests()).isEmpty();
        assertThat(log).singleElement().asString().contains("302");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestIssuer.DISCOVERY, TestIssuer.KEYS})
    void anAnswerWithoutEndIsLeft(String path) {
        issuer.answer(path, endless(new byte[8_192]));

        assertThat(accepts(KEY)).isFalse();
        assertThat(log).singleElement().asString().contains("131072");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestIssuer.DISCOVERY, TestIssuer.KEYS})
    void anAnswerThatTricklesIsLeft(String path) {
        issuer.answer(path, endless(new byte[1]));
        var impatient = accepting(issuer.name(), Duration.ofMillis(500));

        assertThat(impatient.verify(KEY.sign(issuer.claims(now)))).isEmpty();
        assertThat(log).singleElement().asString().contains("no whole answer");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesDiscovery(String what, Object document) {
        issuer.answer(TestIssuer.DISCOVERY, document.toString().replace("ISSUER", issuer.name()));

        assertThat(accepts(KEY)).isFalse();
        assertThat(issuer.requests()).containsExactly(TestIssuer.DISCOVERY);
        assertThat(log)
                .singleElement()
                .asString()
                .contains(issuer.name())
                .doesNotContain("UnknownHostException", "ConnectException");
    }

    static Stream<Arguments> refusesDiscovery() {
        var good = JsonMembers.NONE.text("issuer", "ISSUER").text("jwks_uri", "ISSUER/keys");
        return Stream.of(
                Arguments.of("another issuer's", good.text("issuer", "https://issuer.example.com")),
                Arguments.of("no issuer's", good.without("issuer")),
                Arguments.of("without keys", good.without("jwks_uri")),
                Arguments.of("keys that are no text", good.with("jwks_uri", 7)),
                Arguments.of("keys without TLS", good.text("jwks_uri", "http://issuer.example.com/keys")),
                Arguments.of("keys on a name like ours", good.text("jwks_uri", "http://127.0.0.1.example.com/keys")),
                Arguments.of("keys in a file", good.text("jwks_uri", "file:///etc/hostname")),
                Arguments.of("keys in an archive", good.text("jwks_uri", "jar:http://127.0.0.1/a.jar!/keys")),
                Arguments.of("keys for a user", good.text("jwks_uri", "http://a:b@127.0.0.1/keys")),
                Arguments.of("keys nowhere", good.text("jwks_uri", "")),
                Arguments.of("no URL", good.text("jwks_uri", "https://a b")),
                Arguments.of("a list", "[]"),
                Arguments.of("no JSON", "<html>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "<html>", "{\"keys\":7}", "{\"keys\":[7]}", "{\"keys\":[{\"kty\":\"RSA\"}]}"})
    void refusesKeySets(String document) {
        issuer.answer(TestIssuer.KEYS, document);

        assertThat(accepts(KEY)).isFalse();
        assertThat(log).singleElement().asString().contains(issuer.name());
    }

    @Test
    void aKeyOfATypeThatNobodyKnowsYetHidesNoOther() {
        issuer.answer(TestIssuer.KEYS, "{\"keys\":[{\"kty\":\"NEW\",\"kid\":\"a\"}," + KEY.json() + "]}");

        assertThat(accepts(KEY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://issuer.example.com",
                "https://",
                "https://user@issuer.example.com",
                "ftp://127.0.0.1",
                "file:///etc",
                "not a URL"
            })
    void anIssuerWithoutTlsIsNotAsked(String name) {
        var careless = accepting(name, Duration.ofSeconds(20));

        assertThat(careless.verify(KEY.sign(issuer.claims(now).text("iss", name))))
                .isEmpty();
        assertThat(log).singleElement().asString().contains("URL");
    }

    @Test
    void theSlashAtTheEndOfAnIssuerIsNotDoubled() {
        var name = issuer.name() + "/";
        issuer.discover(name, issuer.name() + TestIssuer.KEYS);
        var slashed = accepting(name, Duration.ofSeconds(20));

        assertThat(slashed.verify(KEY.sign(issuer.claims(now).text("iss", name))))
                .isPresent();
        assertThat(issuer.requests()).isEqualTo(BOTH);
    }

    private IdTokens accepting(String name, Duration patience) {
        return new OpenIdTokens(Set.of(name), () -> now, log::add, patience);
    }

    private boolean accepts(WorkloadKey key) {
        return tokens.verify(key.sign(issuer.claims(now))).isPresent();
    }

    /** Goes on until the client has gone, a minute at most. */
    private static HttpHandler endless(byte[] piece) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (System.nanoTime() < end) {
                exchange.getResponseBody().write(piece);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(piece.length == 1 ? 20 : 0);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        };
    }
}
