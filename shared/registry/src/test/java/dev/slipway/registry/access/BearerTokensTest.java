package dev.slipway.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.registry.name.RepositoryName;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BearerTokensTest {

    private static final String HOST = "registry.example.com";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String HEADER = "{\"alg\":\"HS256\",\"kid\":\"t1\"}";
    private static final String ACCESS =
            "[{\"type\":\"repository\",\"name\":\"team/app\",\"actions\":[\"pull\",\"push\",\"fly\"]}]";
    private static final String CLAIMS = Tokens.claims(HOST, NOW.getEpochSecond(), ACCESS);
    private static final RepositoryName APP = new RepositoryName("team/app");

    private final BearerTokens tokens = new BearerTokens(SigningKeys.parse(Tokens.KEYS), () -> NOW);

    @Test
    void aRehearsalNeedsNothingButTheKeysAndTheClock() {
        assertThatCode(tokens::rehearse).doesNotThrowAnyException();
    }

    @Test
    void aGoodTokenGrantsWhatItSays() {
        var grant =
                tokens.verify(Tokens.token(HEADER, CLAIMS), HOST).orElseThrow().grant();

        assertThat(grant.subject()).isEqualTo("alice");
        assertThat(grant.allows(Scope.of(APP, Action.PULL))).isTrue();
        assertThat(grant.allows(Scope.of(APP, Action.PULL, Action.PUSH))).isTrue();
        assertThat(grant.allows(Scope.SIGNED_IN)).isTrue();
        assertThat(grant.allows(Scope.of(APP, Action.DELETE))).isFalse();
        assertThat(grant.allows(Scope.of(APP, Action.PULL, Action.DELETE))).isFalse();
        assertThat(grant.allows(Scope.of(new RepositoryName("team/ap"), Action.PULL)))
                .isFalse();
        assertThat(grant.allows(Scope.CATALOG)).isFalse();
    }

    @Test
    void theSecondKeySignsToo() {
        var both = SigningKeys.parse("t2:" + "b0".repeat(32) + "," + Tokens.KEYS);

        assertThat(new BearerTokens(both, () -> NOW).verify(Tokens.token(HEADER, CLAIMS), HOST))
                .isPresent();
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("nothing", ""),
                bad("no parts", "a"),
                bad("two parts", "a.b"),
                bad("four parts", Tokens.token(HEADER, CLAIMS) + ".x"),
                bad("empty parts", ".."),
                bad("no base64", "!.!.!"),
                bad("not ASCII", "ä.ö.ü"),
                bad("no signature", unsigned(HEADER, CLAIMS)),
                bad("no algorithm", unsigned("{\"alg\":\"none\"}", CLAIMS)),
                bad("no algorithm, signed", Tokens.token("{\"alg\":\"none\",\"kid\":\"t1\"}", CLAIMS)),
                bad("an algorithm in other case", Tokens.token("{\"alg\":\"hs256\",\"kid\":\"t1\"}", CLAIMS)),
                bad("another algorithm", Tokens.token("{\"alg\":\"HS512\",\"kid\":\"t1\"}", CLAIMS)),
                bad("no key", Tokens.token("{\"alg\":\"HS256\"}", CLAIMS)),
                bad("another key's name", Tokens.token("{\"alg\":\"HS256\",\"kid\":\"t2\"}", CLAIMS)),
                bad(
                        "another key",
                        Tokens.token(HEADER.getBytes(UTF_8), CLAIMS.getBytes(UTF_8), "t1:" + "b0".repeat(32))),
                bad("another host", Tokens.token(HEADER, CLAIMS.replace(HOST, "registry.example.org"))),
                bad("no host", Tokens.token(HEADER, CLAIMS.replace("\"aud\"", "\"xaud\""))),
                bad("another issuer", Tokens.token(HEADER, CLAIMS.replace("slipway", "elsewhere"))),
                bad("expired", Tokens.token(HEADER, at(-311))),
                bad("not yet", Tokens.token(HEADER, at(11))),
                bad("without expiry", Tokens.token(HEADER, CLAIMS.replace("\"exp\"", "\"xexp\""))),
                bad("expiry as text", Tokens.token(HEADER, CLAIMS.replaceAll("\"exp\":(\\d+)", "\"exp\":\"$1\""))),
                bad("expiry beyond numbers", Tokens.token(HEADER, CLAIMS.replaceAll("\"exp\":\\d+", "\"exp\":1e999"))),
                bad("claims twice", Tokens.token(HEADER, CLAIMS.replace("{\"iss\"", "{\"aud\":\"x\",\"iss\""))),
                bad("algorithm twice", Tokens.token("{\"alg\":\"none\",\"alg\":\"HS256\",\"kid\":\"t1\"}", CLAIMS)),
                bad("access as text", Tokens.token(HEADER, CLAIMS.replace(ACCESS, "\"all\""))),
                bad("a list", Tokens.token(HEADER, "[" + CLAIMS + "]")),
                bad("a header that is a list", Tokens.token("[" + HEADER + "]", CLAIMS)),
                bad("half the claims", Tokens.token(HEADER, CLAIMS.substring(0, CLAIMS.length() - 9))),
                bad("no JSON", Tokens.token(HEADER, "no")),
                bad(
                        "deep",
                        Tokens.token(
                                HEADER, "{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "," + CLAIMS.substring(1))),
                bad("deep header", Tokens.token("{\"x\":" + "{\"x\":".repeat(1100) + "1" + "}".repeat(1101), CLAIMS)),
                bad("long", Tokens.token(HEADER, CLAIMS.replace("alice", "a".repeat(9000)))),
                bad(
                        "no characters",
                        Tokens.token(
                                new byte[] {0, 0, 0, '{', 0, 0x22, 0, 0, 0, 0, 0, 0},
                                CLAIMS.getBytes(UTF_8),
                                Tokens.KEYS)),
                bad(
                        "UTF-32 without end",
                        Tokens.token(
                                "{\"alg".getBytes(Charset.forName("UTF-32BE")), CLAIMS.getBytes(UTF_8), Tokens.KEYS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void anyOtherTokenGrantsNothing(String name, String token) {
        assertThat(tokens.verify(token, HOST)).isEmpty();
    }

    @Test
    void clocksMayDifferByTenSeconds() {
        assertThat(tokens.verify(Tokens.token(HEADER, at(10)), HOST)).isPresent();
        assertThat(tokens.verify(Tokens.token(HEADER, at(-309)), HOST)).isPresent();
    }

    @Test
    void aTokenThatIsAlteredInAnyCharacterGrantsNothingElse() {
        var token = Tokens.token(HEADER, CLAIMS);
        var good = tokens.verify(token, HOST);
        for (var i = 0; i < token.length(); i++) {
            for (var other : new char[] {'A', 'b', '_', '.', '!'}) {
                if (token.charAt(i) != other) {
                    var altered = token.substring(0, i) + other + token.substring(i + 1);
                    assertThat(tokens.verify(altered, HOST))
                            .satisfiesAnyOf(
                                    grant -> assertThat(grant).isEmpty(),
                                    grant -> assertThat(grant).isEqualTo(good));
                }
            }
        }
    }

    @Property(tries = 300)
    void noTextIsAToken(@ForAll String header, @ForAll String claims) {
        assertThat(tokens.verify(header, HOST)).isEmpty();
        assertThat(tokens.verify(Tokens.token(HEADER, claims), HOST)).isEmpty();
        assertThat(tokens.verify(Tokens.token(header, claims), HOST)).isEmpty();
    }

    @Property(tries = 300)
    void noBytesAreAToken(@ForAll byte[] header, @ForAll byte[] claims) {
        assertThat(tokens.verify(Tokens.token(header, claims, Tokens.KEYS), HOST))
                .isEmpty();
        assertThat(tokens.verify(Tokens.token(HEADER.getBytes(UTF_8), claims, Tokens.KEYS), HOST))
                .isEmpty();
    }

    private static String at(long seconds) {
        return Tokens.claims(HOST, NOW.getEpochSecond() + seconds, ACCESS);
    }

    private static String unsigned(String header, String claims) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(header.getBytes(UTF_8)) + "." + base64.encodeToString(claims.getBytes(UTF_8))
                + ".";
    }

    private static Arguments bad(String name, String token) {
        return Arguments.of(name, token);
    }
}
