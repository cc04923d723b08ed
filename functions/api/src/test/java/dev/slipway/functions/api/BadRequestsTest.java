package dev.slipway.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
final class BadRequestsTest {

    private static final String LONG = "x".repeat(257);

    private final Api api = new Api();

    @AfterAll
    void close() {
        api.close();
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                bad("{\"scopes\":[\"admin\"]}", "\\\"name\\\" is missing"),
                bad("{\"name\":\"\",\"scopes\":[\"admin\"]}", "\\\"name\\\" must have 1 to 100 characters"),
                bad("{\"name\":\"" + LONG + "\",\"scopes\":[\"admin\"]}", "\\\"name\\\" must have 1 to 100"),
                bad("{\"name\":\"a\\nb\",\"scopes\":[\"admin\"]}", "\\\"name\\\" must have no control"),
                bad("{\"name\":\"\\ud800\",\"scopes\":[\"admin\"]}", "\\\"name\\\" must have no control"),
                bad("{\"name\":1,\"scopes\":[\"admin\"]}", "\\\"name\\\" is of a wrong type"),
                bad("{\"name\":null,\"scopes\":[\"admin\"]}", "\\\"name\\\" is of a wrong type"),
                bad("{\"name\":true,\"scopes\":[\"admin\"]}", "\\\"name\\\" is of a wrong type"),
                bad("{\"name\":\"n\",\"name\":\"n\",\"scopes\":[\"admin\"]}", "\\\"name\\\" is there twice"),
                bad("{\"name\":\"n\"}", "\\\"scopes\\\" must have one or more of [read:packages"),
                bad("{\"name\":\"n\",\"scopes\":[]}", "\\\"scopes\\\" must have"),
                bad("{\"name\":\"n\",\"scopes\":\"admin\"}", "\\\"scopes\\\" must be a list of texts"),
                bad("{\"name\":\"n\",\"scopes\":[\"root\"]}", "\\\"scopes\\\" must have"),
                bad("{\"name\":\"n\",\"scopes\":[\"admin\",1]}", "\\\"scopes\\\" must be a list of texts"),
                bad("{\"name\":\"n\",\"scopes\":[[\"admin\"]]}", "\\\"scopes\\\" must be a list of texts"),
                bad("{\"name\":\"n\",\"scopes\":[\"admin\"],\"packages\":[\"a/b\"]}", "\\\"packages\\\" cannot limit"),
                bad(reading("\"packages\":[" + entries(51) + "]"), "\\\"packages\\\" must have at most 50"),
                bad(reading("\"packages\":[" + entries(1001) + "]"), "\\\"packages\\\" must be a list"),
                bad(reading("\"packages\":[\"UP\"]"), "a package is written team/app"),
                bad(reading("\"packages\":[\"*\"]"), "a package is written team/app"),
                bad(reading("\"expiresAt\":\"\""), "\\\"expiresAt\\\" must have 1 to 40 characters"),
                bad(reading("\"expiresAt\":\"soon\""), "\\\"expiresAt\\\" must be a time within the next 366 days"),
                bad(
                        reading("\"expiresAt\":\"2026-11-24\""),
                        "\\\"expiresAt\\\" must be a time within the next 366 days"),
                bad(
                        reading("\"expiresAt\":\"2026-11-24T11:59:59Z\""),
                        "\\\"expiresAt\\\" must be a time within the next 366 days"),
                bad(
                        reading("\"expiresAt\":\"2027-11-26T12:00:00Z\""),
                        "\\\"expiresAt\\\" must be a time within the next 366 days"),
                bad(
                        reading("\"expiresAt\":\"+999999999-01-01T00:00:00Z\""),
                        "\\\"expiresAt\\\" must be a time within the next 366 days"),
                bad(reading("\"expiresAt\":9"), "\\\"expiresAt\\\" is of a wrong type"),
                bad(reading("\"expiresAt\":1.5"), "\\\"expiresAt\\\" is of a wrong type"),
                bad(reading("\"expiresAt\":null"), "\\\"expiresAt\\\" is of a wrong type"),
                bad(reading("\"user\":\"A B\""), "an owner has up to 39"),
                bad(reading("\"admin\":true"), "\\\"admin\\\" is not known here"),
                bad(reading("\"" + "k".repeat(5000) + "\":1"), "is not known here"));
    }

    private static String reading(String more) {
        return "{\"name\":\"n\",\"scopes\":[\"read:packages\"]," + more + "}";
    }

    private static String entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"a/b" + i + "\"").collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsAskedForInOneForm(String body, String message) {
        refused("create-access-token", body, message);
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                bad(policy("issuer", "\"https://evil.example.com\""), "must be one of https://issuer.example.com"),
                bad(policy("audience", "\"\""), "\\\"audience\\\" must have 1 to 256"),
                bad(policy("audience", "\"" + LONG + "\""), "\\\"audience\\\" must have 1 to 256"),
                bad(policy("claims", "{}"), "\\\"claims\\\" must have 1 to 10 claims"),
                bad(policy("claims", claims(11)), "\\\"claims\\\" must have 1 to 10 claims"),
                bad(policy("claims", "{\"sub\":\"*\"}"), "\\\"claims\\\" must have more than stars for sub"),
                bad(policy("claims", "{\"ref\":\"x\",\"sub\":\"***\"}"), "must have more than stars for sub"),
                bad(policy("claims", "{\"sub\":\"\"}"), "\\\"claims\\\" must have 1 to 256 characters"),
                bad(policy("claims", "{\"\":\"x\"}"), "\\\"claims\\\" must have 1 to 256 characters"),
                bad(policy("claims", "{\"" + LONG + "\":\"x\"}"), "\\\"claims\\\" must have 1 to 256 characters"),
                bad(policy("claims", "{\"sub\":\"" + LONG + "\"}"), "\\\"claims\\\" must have 1 to 256 characters"),
                bad(policy("claims", "{\"sub\":\"x\",\"sub\":\"y\"}"), "\\\"sub\\\" is there twice"),
                bad(policy("claims", "{\"sub\":{\"a\":\"b\"}}"), "\\\"claims\\\" must be an object of texts"),
                bad(policy("claims", "[\"sub\"]"), "\\\"claims\\\" must be an object of texts"),
                bad(policy("scopes", "[\"admin\"]"), "\\\"scopes\\\" must not have admin"),
                bad(policy("scopes", "[]"), "\\\"scopes\\\" must have one or more"),
                bad(policy("packages", "[\"other/app\"]"), "\\\"packages\\\" must begin with team/"),
                bad(policy("packages", "[\"teamwork/*\"]"), "\\\"packages\\\" must begin with team/"),
                bad(policy("packages", "[\"team\"]"), "\\\"packages\\\" must begin with team/"),
                bad(policy("name", "\"x\""), "\\\"name\\\" is not known here"));
    }

    private static String policy(String member, String value) {
        var policy = new TreeMap<String, String>();
        policy.put("issuer", "\"https://issuer.example.com\"");
        policy.put("audience", "\"registry.example.com\"");
        policy.put("claims", "{\"sub\":\"x\"}");
        policy.put("scopes", "[\"read:packages\"]");
        policy.put(member, value);
        return policy.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String claims(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"c" + i + "\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aTrustPolicyTrustsNotTooMuch(String body, String message) {
        refused("set-trust-policy", body, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team/*", "team/sub/*", "team/app"})
    void aTrustPolicyMayBeForPackagesOfTheOwner(String pattern) {
        assertThat(api.ask("set-trust-policy", "alice", policy("packages", "[\"" + pattern + "\"]"))
                        .status())
                .isEqualTo(200);
    }

    static Stream<Arguments> networks() {
        var form = "which is no block of addresses, such as 192.0.2.0/24 or 2001:db8::/32";
        return Stream.of(
                bad("{}", "\\\"networks\\\" is missing"),
                bad("{\"networks\":\"10.0.0.0/8\"}", "\\\"networks\\\" must be a list of texts"),
                bad("{\"networks\":[1]}", "\\\"networks\\\" must be a list of texts"),
                bad(networks("10.0.0.0"), "has 10.0.0.0, " + form),
                bad(networks("example.com/8"), form),
                bad(networks("10.0.0.0/08"), form),
                bad(networks("10.0.0.0/33"), "has 10.0.0.0/33, which has a longer prefix than addresses have bits"),
                bad(networks("10.0.0.1/8"), "has 10.0.0.1/8, which begins within a block; the whole one is 10.0.0.0/8"),
                bad(networks("0.0.0.0/0"), "has 0.0.0.0/0, which is wider than /8, of IPv6 than /16"),
                bad(networks("2001::/15"), "which begins within a block; the whole one is 2000::/15"),
                bad(networks("2000::/15"), "has 2000::/15, which is wider than /8, of IPv6 than /16"),
                bad(networks("10.1.0.0/16\",\"".repeat(50) + "10.2.0.0/16"), "\\\"networks\\\" must have at most 50"),
                bad("{\"networks\":[],\"more\":1}", "\\\"more\\\" is not known here"));
    }

    private static String networks(String text) {
        return "{\"networks\":[\"" + text + "\"]}";
    }

    @ParameterizedTest
    @MethodSource("networks")
    void networksAreBlocksOfAddresses(String body, String message) {
        refused("set-networks", "olga", body, message);
    }

    static Stream<Arguments> budgets() {
        var dollars = "\\\"limit\\\" must be US dollars, more than 0, such as 25.00";
        return Stream.of(
                bad("{}", "\\\"limit\\\" is missing"),
                bad("{\"limit\":25}", "\\\"limit\\\" is of a wrong type"),
                bad("{\"limit\":\"0\"}", dollars),
                bad("{\"limit\":\"0.00\"}", dollars),
                bad("{\"limit\":\"-1\"}", dollars),
                bad("{\"limit\":\"+1\"}", dollars),
                bad("{\"limit\":\"$25\"}", dollars),
                bad("{\"limit\":\"1e3\"}", dollars),
                bad("{\"limit\":\"25,00\"}", dollars),
                bad("{\"limit\":\"25.\"}", dollars),
                bad("{\"limit\":\".5\"}", dollars),
                bad("{\"limit\":\"NaN\"}", dollars),
                bad("{\"limit\":\"0.0000001\"}", dollars),
                bad("{\"limit\":\"1000000000\"}", dollars),
                bad("{\"limit\":\"1234567890123456789012\"}", "\\\"limit\\\" must have 1 to 20"),
                bad("{\"limit\":\"1\",\"warn\":[0]}", "\\\"warn\\\" must have at most 10 percentages of 1 to 1000"),
                bad("{\"limit\":\"1\",\"warn\":[1001]}", "\\\"warn\\\" must have at most 10 percentages"),
                bad("{\"limit\":\"1\",\"warn\":[-5]}", "\\\"warn\\\" must have at most 10 percentages"),
                bad("{\"limit\":\"1\",\"warn\":[1,2,3,4,5,6,7,8,9,10,11]}", "\\\"warn\\\" must have at most 10"),
                bad("{\"limit\":\"1\",\"warn\":[\"50\"]}", "\\\"warn\\\" must be a list of whole numbers"),
                bad("{\"limit\":\"1\",\"warn\":[1.5]}", "\\\"warn\\\" must be a list of texts or of whole numbers"),
                bad("{\"limit\":\"1\",\"warn\":[12345678901]}", "\\\"warn\\\" must be a list"),
                bad("{\"limit\":\"1\",\"warn\":50}", "\\\"warn\\\" is of a wrong type"),
                bad("{\"limit\":\"1\",\"refuse\":\"pulls\"}", "\\\"refuse\\\" must be one of [nothing, pushes, all]"),
                bad("{\"limit\":\"1\",\"package\":\"team/app\"}", "\\\"package\\\" is not known here"));
    }

    @ParameterizedTest
    @MethodSource("budgets")
    void aBudgetIsSomeDollars(String body, String message) {
        refused("set-budget", "olga", body, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/app", "team", "teamwork/app", "UP"})
    void aBudgetIsForAPackageOfTheOwner(String name) {
        for (var event : List.of("set-budget", "remove-budget")) {
            assertThat(api.ask(event, "olga", changed -> changed.query("package=" + name))
                            .error())
                    .isEqualTo("400 NAME_INVALID");
        }
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("create-owner", "{\"name\":\"a\"}", "\\\"kind\\\" is missing"),
                Arguments.of("create-owner", "{\"kind\":\"user\"}", "\\\"name\\\" is missing"),
                Arguments.of("create-owner", "{\"name\":\"a\",\"kind\":\"team\"}", "must be user or organization"),
                Arguments.of("create-owner", "{\"name\":\"a/b\",\"kind\":\"organization\"}", "an owner has up to 39"),
                Arguments.of("set-member", "{}", "\\\"role\\\" is missing"),
                Arguments.of("set-member", "{\"role\":\"owner\"}", "must be read, write or admin"),
                Arguments.of("set-member", "{\"role\":\"ADMIN\"}", "must be read, write or admin"),
                Arguments.of("set-visibility", "{\"visibility\":\"hidden\"}", "must be private, internal or public"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherBodiesAreReadAsStrictly(String event, String body, String message) {
        refused(event, body, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "\"a\"",
                "null",
                "{}x",
                "{} {}",
                "{\"role\":\"read\"",
                "{'role':'read'}",
                "{\"role\":}"
            })
    void aBodyIsOneObject(String body) {
        refused("set-member", body, "the body must be one JSON object");
    }

    @Test
    void whatIsNotUnicodeIsRefused() {
        var body = "{\"role\":\"re?d\"}".getBytes(UTF_8);
        body[11] = (byte) 0xff;
        assertThat(api.ask("set-member", "alice", event -> event.body(body)).error())
                .isEqualTo("400 UNSUPPORTED");
    }

    @Test
    void nestingWithoutEndIsRefusedAtOnce() {
        refused("set-member", "{\"role\":" + "[".repeat(60_000), "must be a list of texts");
        refused("set-member", "[".repeat(60_000), "the body must be one JSON object");
    }

    @Test
    void aLargeBodyIsRefused() {
        var spaces = " ".repeat(64 << 10);
        assertThat(api.ask("set-member", "alice", "{\"role\":\"read\"}" + spaces)
                        .error())
                .isEqualTo("413 SIZE_INVALID");
        assertThat(api.ask("set-member", "alice", "{\"role\":\"read\"}" + spaces.substring(20))
                        .status())
                .isEqualTo(200);
        assertThat(api.ask("set-trust-policy", "alice", policy("scopes", "[]") + spaces.substring(1 << 14))
                        .error())
                .isEqualTo("413 SIZE_INVALID");
    }

    @Test
    void badNamesInThePathAreRefused() {
        for (var bad : List.of("", "UPPER", "a/b", "..", "a".repeat(40), "é", "a\u0000")) {
            for (var event :
                    List.of("get-owner", "set-member", "list-trust-policies", "remove-trust-policy", "set-budget")) {
                assertThat(status(event, "owner", bad)).isEqualTo("400 NAME_INVALID");
            }
            assertThat(status("set-member", "user", bad)).isEqualTo("400 NAME_INVALID");
            assertThat(status("set-trust-policy", "policy", bad + "_")).isEqualTo("400 NAME_INVALID");
            assertThat(status("revoke-access-token", "id", bad.repeat(50))).isEqualTo("404 NAME_UNKNOWN");
        }
        assertThat(status("get-package", "package", "team/../app")).isEqualTo("400 NAME_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "owner=", "owner=UP", "owner=a%2Fb", "owner=team&n=x", "owner=team&n=-1"})
    void badQueriesAreRefused(String query) {
        assertThat(api.ask("list-packages", "alice", event -> event.query(query))
                        .status())
                .isEqualTo(400);
    }

    private String status(String event, String parameter, String value) {
        return api.ask(event, "alice", changed -> changed.path(parameter, value))
                .error();
    }

    private void refused(String event, String body, String message) {
        refused(event, "alice", body, message);
    }

    private void refused(String event, String who, String body, String message) {
        var answer = api.ask(event, who, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(message);
    }

    private static Arguments bad(String body, String message) {
        return Arguments.of(body, message);
    }
}
