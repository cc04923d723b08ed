package dev.slipway.functions.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.access.IdTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenIdTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();

    private final WorkloadKey rsa = WorkloadKey.rsa("rsa", 2048);
    private final WorkloadKey elliptic = WorkloadKey.elliptic("elliptic", "secp256r1");
    private final WorkloadKey otherCurve = WorkloadKey.elliptic("other-curve", "secp384r1");
    private final WorkloadKey weak = WorkloadKey.rsa("weak", 1024);
    private final WorkloadKey stranger = WorkloadKey.rsa("rsa", 2048);
    private final TestIssuer issuer = new TestIssuer(rsa, elliptic, otherCurve, weak);
    private final TestIssuer elsewhere = new TestIssuer(stranger);
    private final List<String> log = new ArrayList<>();
    private final IdTokens tokens = new OpenIdTokens(Set.of(issuer.name()), () -> NOW, log::add);

    /** So that every refusal is the token's own fault. */
    @BeforeAll
    void theKeysAreThere() {
        assertThat(tokens.verify(rsa.sign(claims()))).isPresent();
    }

    @AfterAll
    void close() {
        assertThat(log).isEmpty();
        assertThat(elsewhere.requests()).isEmpty();
        issuer.close();
        elsewhere.close();
    }

    @Test
    void aTokenSignedByAnRsaKeySaysWhoBringsIt() {
        assertThat(tokens.verify(rsa.sign(claims()))).hasValueSatisfying(found -> {
            assertThat(found.issuer()).isEqualTo(issuer.name());
            assertThat(found.audiences()).containsExactly("slipway");
            assertThat(found.subject()).isEqualTo("repo:acme/app:ref:refs/heads/main");
            assertThat(found.claims())
                    .containsEntry("sub", "repo:acme/app:ref:refs/heads/main")
                    .containsEntry("exp", String.valueOf(SECONDS + 300));
        });
    }

    @Test
    void aTokenSignedByAnEllipticCurveKeyIsAsGood() {
        assertThat(tokens.verify(elliptic.sign(claims()))).isPresent();
    }

    @Test
    void aTokenNeedNotNameItsKeyNorItsType() {
        var header = JsonMembers.NONE.text("alg", "RS256");

        assertThat(tokens.verify(rsa.sign(header, claims()))).isPresent();
    }

    @Test
    void aTokenCanBeForSeveral() {
        var several = claims().with("aud", "[\"slipway\",\"other\"]");

        assertThat(tokens.verify(rsa.sign(several)).orElseThrow().audiences()).containsExactly("slipway", "other");
    }

    @Test
    void numbersAndTruthValuesBecomeTextsAndOthersAreLeftOut() {
        var found = tokens.verify(rsa.sign(claims().with("project_id", 42)
                        .with("share", "1.50")
                        .with("ref_protected", true)
                        .with("groups", "[\"acme\"]")
                        .with("user", "{\"id\":1}")
                        .with("nothing", "null")))
                .orElseThrow();

        assertThat(found.claims())
                .containsEntry("project_id", "42")
                .containsEntry("share", "1.50")
                .containsEntry("ref_protected", "true")
                .doesNotContainKeys("groups", "user", "nothing");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void clocksMayDiffer(String what, JsonMembers claims) {
        assertThat(tokens.verify(rsa.sign(claims))).isPresent();
    }

    Stream<Arguments> clocksMayDiffer() {
        return Stream.of(
                Arguments.of("expired within the skew", claims().with("exp", SECONDS - 59)),
                Arguments.of("not before within the skew", claims().with("nbf", SECONDS + 59)),
                Arguments.of("issued within the skew", claims().with("iat", SECONDS + 59)),
                Arguments.of("no iat", claims().without("iat")),
                Arguments.of("no nbf", claims().without("nbf")),
                Arguments.of("for a day", claims().with("exp", SECONDS + 86_400)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesClaims(String what, Object claims) {
        assertThat(tokens.verify(rsa.sign(rsa.header(), claims))).isEmpty();
        assertThat(tokens.verify(elliptic.sign(elliptic.header(), claims))).isEmpty();
    }

    Stream<Arguments> refusesClaims() {
        return Stream.of(
                Arguments.of("expired beyond the skew", claims().with("exp", SECONDS - 61)),
                Arguments.of("not before beyond the skew", claims().with("nbf", SECONDS + 61)),
                Arguments.of("issued in the future", claims().with("iat", SECONDS + 61)),
                Arguments.of("for more than a day", claims().with("exp", SECONDS + 86_401)),
                Arguments.of("old and for long", claims().with("iat", SECONDS - 86_400)),
                Arguments.of(
                        "no iat and for more than a day",
                        claims().without("iat").with("exp", SECONDS + 86_401)),
                Arguments.of("no exp", claims().without("exp")),
                Arguments.of("exp null", claims().with("exp", "null")),
                Arguments.of("exp a text", claims().text("exp", String.valueOf(SECONDS + 300))),
                Arguments.of("exp beyond counting", claims().with("exp", "1e300")),
                Arguments.of("nbf a text", claims().text("nbf", String.valueOf(SECONDS))),
                Arguments.of("iat a truth value", claims().with("iat", true)),
                Arguments.of("no sub", claims().without("sub")),
                Arguments.of("sub empty", claims().text("sub", "")),
                Arguments.of("sub null", claims().with("sub", "null")),
                Arguments.of("sub a number", claims().with("sub", 7)),
                Arguments.of("sub a list", claims().with("sub", "[\"a\"]")),
                Arguments.of("no aud", claims().without("aud")),
                Arguments.of("aud of none", claims().with("aud", "[]")),
                Arguments.of("aud null", claims().with("aud", "null")),
                Arguments.of("aud a list with null", claims().with("aud", "[\"slipway\",null]")),
                Arguments.of("aud a number", claims().with("aud", 7)),
                Arguments.of("aud a list with a number", claims().with("aud", "[\"slipway\",7]")),
                Arguments.of("no iss", claims().without("iss")),
                Arguments.of("iss a number", claims().with("iss", 7)),
                Arguments.of("iss with a slash after it", claims().text("iss", issuer.name() + "/")),
                Arguments.of(
                        "iss in capitals", claims().text("iss", issuer.name().replace("http", "HTTP"))),
                Arguments.of("iss not on the list", claims().text("iss", elsewhere.name())),
                Arguments.of("a claim twice", twice("sub", "\"x\"")),
                Arguments.of("iss twice", twice("iss", "\"" + elsewhere.name() + "\"")),
                Arguments.of("a claim twice, once in disguise", twice("s\\u0075b", "\"x\"")),
                Arguments.of("a member twice, deeper", claims().with("user", "{\"a\":1,\"a\":2}")),
                Arguments.of("very deep", claims().with("deep", "[".repeat(2_000) + "]".repeat(2_000))),
                Arguments.of("something after them", claims() + " {}"),
                Arguments.of("a list", "[" + claims() + "]"),
                Arguments.of("a text", "\"claims\""),
                Arguments.of("no JSON", "claims"),
                Arguments.of("cut off", claims().toString().substring(0, 40)),
                Arguments.of("lenient JSON", claims().toString().replace('"', '\'')),
                Arguments.of("huge", claims().text("padding", "x".repeat(12_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesHeaders(String what, Object header) {
        assertThat(tokens.verify(rsa.sign(header, claims()))).isEmpty();
    }

    Stream<Arguments> refusesHeaders() {
        var header = rsa.header();
        return Stream.of(
                Arguments.of("no alg", header.without("alg")),
                Arguments.of("alg none", header.text("alg", "none")),
                Arguments.of("alg a number", header.with("alg", 256)),
                Arguments.of("alg in small letters", header.text("alg", "rs256")),
                Arguments.of("another alg", header.text("alg", "ES256")),
                Arguments.of("alg of encryption", header.text("alg", "RSA-OAEP").text("enc", "A128GCM")),
                Arguments.of("a key of another type", header.text("kid", elliptic.id())),
                Arguments.of("an unknown key", header.text("kid", "nobody's")),
                Arguments.of("kid a number", header.with("kid", 1)),
                Arguments.of("crit", header.with("crit", "[\"exp\"]").with("exp", SECONDS)),
                Arguments.of(
                        "crit that the library knows",
                        header.with("crit", "[\"b64\"]").with("b64", true)),
                Arguments.of("crit of none", header.with("crit", "[]")),
                Arguments.of("another type of token", header.text("typ", "at+jwt")),
                Arguments.of("a member twice", header.toString().replace("{", "{\"alg\":\"none\",")),
                Arguments.of("kid twice", header.toString().replace("{", "{\"kid\":\"x\",")),
                Arguments.of("a list", "[]"),
                Arguments.of("no JSON", "header"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesSignatures(String what, String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    Stream<Arguments> refusesSignatures() throws Exception {
        var good = rsa.sign(claims());
        var unsigned = good.substring(0, good.lastIndexOf('.') + 1);
        var none = WorkloadKey.encode("{\"alg\":\"none\"}") + "." + WorkloadKey.encode(claims());
        var altered = claims().text("sub", "repo:acme/app:ref:refs/heads/evil");
        return Stream.of(
                Arguments.of("none at all", unsigned),
                Arguments.of("none, and said so", none + "."),
                Arguments.of("none, but something", none + ".AAAA"),
                Arguments.of("another key's", stranger.sign(claims())),
                Arguments.of(
                        "another key's, given in the header",
                        stranger.sign(rsa.header().with("jwk", stranger.json()), claims())),
                Arguments.of(
                        "another key's, to be had at a URL",
                        stranger.sign(rsa.header().text("jku", elsewhere.name() + TestIssuer.KEYS), claims())),
                Arguments.of(
                        "another key's, certified at a URL",
                        stranger.sign(rsa.header().text("x5u", elsewhere.name() + "/certificate"), claims())),
                Arguments.of("of other claims", good.replace(part(good, 1), WorkloadKey.encode(altered))),
                Arguments.of(
                        "of another header", good.replace(part(good, 0), WorkloadKey.encode("{\"alg\":\"RS256\"}"))),
                Arguments.of(
                        "HS256 with the public key's encoding",
                        hmac(rsa.pair().getPublic().getEncoded())),
                Arguments.of("HS256 with the public key's JSON", hmac(rsa.json().getBytes(UTF_8))),
                Arguments.of("PS256", rsa.sign(rsa.header().text("alg", "PS256"), claims(), "RSASSA-PSS")),
                Arguments.of("RS512", rsa.sign(rsa.header().text("alg", "RS512"), claims(), "SHA512withRSA")),
                Arguments.of("ES256 on another curve", otherCurve.sign(claims())),
                Arguments.of(
                        "ES384",
                        otherCurve.sign(
                                otherCurve.header().text("alg", "ES384"), claims(), "SHA384withECDSAinP1363Format")),
                Arguments.of("ES256 in DER", elliptic.sign(elliptic.header(), claims(), "SHA256withECDSA")),
                Arguments.of(
                        "ES256 of zeros",
                        WorkloadKey.encode(elliptic.header()) + "." + WorkloadKey.encode(claims()) + "."
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64])),
                Arguments.of("of 1024 bits", weak.sign(claims())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a", "a.b", "a.b.c", "a.b.c.d", "a.b.c.d.e", "ey.ey.ey", "\u0000.é.\n"})
    void refusesWhatIsNoToken(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "=", "==", "\n", "+", "é", "."})
    void refusesAGoodTokenWithSomethingInIt(String more) {
        var good = rsa.sign(claims());

        assertThat(tokens.verify(good + more)).isEmpty();
        assertThat(tokens.verify(more + good)).isEmpty();
        assertThat(tokens.verify(good.replaceFirst("\\.", more + "."))).isEmpty();
    }

    private JsonMembers claims() {
        return issuer.claims(NOW);
    }

    private String twice(String name, String value) {
        return claims().toString().replaceFirst("\\{", "{\"" + name.replace("\\", "\\\\") + "\":" + value + ",");
    }

    private String hmac(byte[] secret) throws Exception {
        var signed = WorkloadKey.encode(rsa.header().text("alg", "HS256")) + "." + WorkloadKey.encode(claims());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return signed + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }

    private static String part(String token, int index) {
        return token.split("\\.")[index];
    }
}
