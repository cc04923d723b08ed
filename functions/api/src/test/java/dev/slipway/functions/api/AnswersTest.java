package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole answers, of each route one. */
final class AnswersTest {

    private static final String OK = "200\ncache-control: no-store\ncontent-type: application/json\n";
    private static final String CREATED = OK.replace("200", "201");
    private static final String NO_CONTENT = "204\ncache-control: no-store\n";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tokensAreListedTheOldestFirst() {
        var listed = answer("list-access-tokens", "olga", "user=wendy");

        assertThat(listed)
                .isEqualTo(OK
                        + "{\"tokens\":[{\"id\":\"ID\",\"user\":\"wendy\",\"name\":\"wendy's\",\"scopes\":[\"admin\"],"
                        + "\"packages\":[],\"created\":\"2026-11-24T12:00:00Z\"}]}");
        api.stores().pass(Duration.ofHours(1));
        assertThat(answer("list-access-tokens", "wendy", "")).contains(",\"lastUsed\":\"2026-11-24T13:00:00Z\"}]}");
        api.ask("create-access-token", "alice");
        assertThat(api.ask("list-access-tokens", "alice").text())
                .contains("\"expires\":\"2026-11-24T12:00:00Z\"")
                .endsWith("\"created\":\"2026-11-24T13:00:00Z\",\"expires\":\"2027-02-22T12:00:00Z\"}]}")
                .doesNotContain("wendy");
    }

    @Test
    void aTokenIsToldOnceAndThenWorks() {
        var created = api.ask("create-access-token", "alice");
        var secret = created.text().replaceFirst(".*\"token\":\"(.*)\"}", "$1");

        assertThat(plain(created.whole()))
                .isEqualTo(
                        CREATED + "{\"id\":\"ID\",\"user\":\"alice\",\"name\":\"ci\",\"scopes\":[\"write:packages\"],"
                                + "\"packages\":[\"team/app\"],\"created\":\"2026-11-24T12:00:00Z\","
                                + "\"expires\":\"2027-02-22T12:00:00Z\",\"token\":\"SECRET\"}");
        assertThat(api.ask("get-package", "anonymous", event -> event.header("authorization", "Bearer " + secret))
                        .status())
                .isEqualTo(200);
        assertThat(api.ask("list-access-tokens", "alice").text()).doesNotContain(secret, Api.hash(secret));
    }

    @Test
    void aTokenThatIsRevokedIsNoneAnyMore() {
        var id = api.secret("reading").substring("slipway_pat_".length(), 24);

        assertThat(api.ask("get-package", "reading").status()).isEqualTo(200);
        assertThat(api.ask("revoke-access-token", "alice", event -> event.path("id", id))
                        .whole())
                .isEqualTo(NO_CONTENT);
        assertThat(api.ask("get-package", "reading").error()).isEqualTo("401 UNAUTHORIZED");
        assertThat(api.ask("revoke-access-token", "alice", event -> event.path("id", id))
                        .text())
                .isEqualTo("{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"there is no such token\","
                        + "\"detail\":{\"token\":\"" + id + "\"}}]}");
    }

    @Test
    void anyTokenMayEndItself() {
        var id = api.secret("reading-app").substring("slipway_pat_".length(), 24);

        assertThat(api.ask("revoke-access-token", "reading-app", event -> event.path("id", id))
                        .status())
                .isEqualTo(204);
        assertThat(api.ask("get-package", "reading-app").status()).isEqualTo(401);
    }

    @Test
    void ownersAreListedWithTheCallersRole() {
        assertThat(answer("list-owners", "wendy", ""))
                .isEqualTo(
                        OK + "{\"owners\":[" + organization("write") + ","
                                + "{\"name\":\"wendy\",\"kind\":\"user\",\"created\":\"2026-11-24T12:00:00Z\",\"role\":\"admin\"}]}");
        assertThat(api.ask("list-owners", "olga").text()).contains("\"bob\"", "\"alice\"", organization("admin"));
    }

    private static String organization(String role) {
        return "{\"name\":\"team\",\"kind\":\"organization\",\"created\":\"2026-11-24T12:00:00Z\",\"role\":\"" + role
                + "\"}";
    }

    @Test
    void whoeverMakesAnOrganizationIsItsAdmin() {
        assertThat(answer("create-owner", "bob", ""))
                .isEqualTo(
                        CREATED + "{\"name\":\"harbor\",\"kind\":\"organization\",\"created\":\"2026-11-24T12:00:00Z\","
                                + "\"members\":[{\"user\":\"bob\",\"role\":\"admin\"}]}");
        assertThat(api.ask("create-owner", "alice", "{\"name\":\"harb0r\",\"kind\":\"organization\"}")
                        .error())
                .isEqualTo("409 NAME_INVALID");
        assertThat(api.ask("create-owner", "alice", "{\"name\":\"docker\",\"kind\":\"organization\"}")
                        .error())
                .isEqualTo("400 NAME_INVALID");
    }

    @Test
    void onlyAdministratorsMakeUsers() {
        var carl = "{\"name\":\"carl\",\"kind\":\"user\"}";

        assertThat(api.ask("create-owner", "alice", carl).error()).isEqualTo("403 DENIED");
        assertThat(api.ask("create-owner", "olga", carl).text())
                .endsWith("\"members\":[{\"user\":\"carl\",\"role\":\"admin\"}]}");
        var token = "{\"name\":\"first\",\"scopes\":[\"admin\"],\"user\":\"carl\"}";
        assertThat(api.ask("create-access-token", "alice", token).error()).isEqualTo("403 DENIED");
        assertThat(api.ask("create-access-token", "olga", token).text()).contains("\"user\":\"carl\"");
    }

    @Test
    void nobodyMakesATokenOfTheFirstAdministratorOrOfNobody() {
        var token = "{\"name\":\"first\",\"scopes\":[\"admin\"],\"user\":\"admin\"}";

        assertThat(api.ask("create-access-token", "olga", token).error()).isEqualTo("403 DENIED");
        assertThat(api.ask("create-access-token", "admin", token).status()).isEqualTo(201);
        for (var nobody : new String[] {"team", "nobody"}) {
            assertThat(api.ask("create-access-token", "olga", token.replace("\"user\":\"admin", "\"user\":\"" + nobody))
                            .error())
                    .isEqualTo("404 NAME_UNKNOWN");
            assertThat(api.ask("list-access-tokens", "olga", event -> event.query("user=" + nobody))
                            .error())
                    .isEqualTo("404 NAME_UNKNOWN");
        }
        assertThat(api.ask("list-access-tokens", "alice", event -> event.query("user=bob"))
                        .error())
                .isEqualTo("403 DENIED");
    }

    @Test
    void anOwnerIsShownWithItsMembers() {
        assertThat(answer("get-owner", "rita", ""))
                .isEqualTo(OK + "{\"name\":\"team\",\"kind\":\"organization\",\"created\":\"2026-11-24T12:00:00Z\","
                        + "\"members\":[{\"user\":\"alice\",\"role\":\"admin\"},{\"user\":\"rita\",\"role\":\"read\"},"
                        + "{\"user\":\"wendy\",\"role\":\"write\"}],\"role\":\"read\"}");
    }

    @Test
    void networksAreSetAllAtOnceAndShownToMembers() {
        var set = OK + "{\"networks\":[\"192.0.2.0/24\",\"2001:db8::/32\"]}";
        assertThat(answer("set-networks", "olga", "")).isEqualTo(set);
        assertThat(api.ask("get-owner", "rita").text())
                .endsWith(",\"networks\":[\"192.0.2.0/24\",\"2001:db8::/32\"],\"role\":\"read\"}");
        assertThat(api.ask("set-networks", "olga", "{\"networks\":[\"10.0.0.0/8\",\"10.0.0.0/8\"]}")
                        .text())
                .isEqualTo("{\"networks\":[\"10.0.0.0/8\"]}");
        assertThat(api.ask("set-networks", "olga", "{\"networks\":[]}").text()).isEqualTo("{\"networks\":[]}");
        assertThat(api.ask("get-owner", "rita").text()).doesNotContain("networks");
    }

    @Test
    void membersComeAndGo() {
        assertThat(answer("set-member", "alice", "")).isEqualTo(OK + "{\"user\":\"bob\",\"role\":\"write\"}");
        assertThat(api.ask("get-owner", "bob").status()).isEqualTo(200);
        assertThat(answer("remove-member", "alice", "")).isEqualTo(NO_CONTENT);
        assertThat(api.ask("get-owner", "bob").status()).isEqualTo(404);
        assertThat(api.ask("remove-member", "alice").error()).isEqualTo("404 NAME_UNKNOWN");
        assertThat(api.ask("remove-member", "alice", event -> event.path("user", "alice"))
                        .error())
                .isEqualTo("409 DENIED");
        assertThat(api.ask("set-member", "alice", event -> event.path("user", "nobody"))
                        .error())
                .isEqualTo("404 NAME_UNKNOWN");
        assertThat(api.ask("set-member", "alice", event -> event.path("user", "team"))
                        .error())
                .isEqualTo("400 NAME_INVALID");
    }

    @Test
    void packagesAreShownWithTheirTags() {
        var head = "{\"name\":\"team/app\",\"owner\":\"team\",\"visibility\":\"private\","
                + "\"created\":\"2026-11-24T12:00:00Z\"";

        assertThat(answer("list-packages", "reading", "owner=team")).isEqualTo(OK + "{\"packages\":[" + head + "}]}");
        assertThat(answer("get-package", "reading", ""))
                .startsWith(OK + head + ",\"tags\":[{\"name\":\"a\",\"digest\":\"sha256:")
                .endsWith(",\"pushed\":\"2026-11-24T12:00:00Z\"}]}");
    }

    @Test
    void visibilityDecidesWhoSeesAPackage() {
        assertThat(answer("set-visibility", "alice", ""))
                .isEqualTo(OK + "{\"name\":\"team/app\",\"owner\":\"team\",\"visibility\":\"public\","
                        + "\"created\":\"2026-11-24T12:00:00Z\"}");
        assertThat(api.ask("get-package", "bob").status()).isEqualTo(200);
        assertThat(api.ask("list-packages", "bob").text()).contains("team/app");
        assertThat(api.ask("set-visibility", "bob").error()).isEqualTo("403 DENIED");
        assertThat(api.ask("get-package", "anonymous").status()).isEqualTo(401);
    }

    @Test
    void aTrustPolicyHasAnotherRevisionWithEachChange() {
        var first = api.ask("set-trust-policy", "alice");
        var body = "{\"name\":\"main-branch\",\"revision\":\"REVISION\",\"issuer\":\"https://issuer.example.com\","
                + "\"audience\":\"registry.example.com\",\"claims\":{\"sub\":\"repo:team/app:ref:refs/heads/main\"},"
                + "\"scopes\":[\"write:packages\"],\"packages\":[\"team/app\"]}";

        assertThat(plain(first.whole())).isEqualTo(OK + body);
        assertThat(api.ask("set-trust-policy", "alice").text()).isNotEqualTo(first.text());
        assertThat(answer("list-trust-policies", "alice", "")).isEqualTo(OK + "{\"policies\":[" + body + "]}");
        assertThat(answer("remove-trust-policy", "alice", "")).isEqualTo(NO_CONTENT);
        assertThat(api.ask("remove-trust-policy", "alice").error()).isEqualTo("404 NAME_UNKNOWN");
        assertThat(answer("list-trust-policies", "alice", "")).isEqualTo(OK + "{\"policies\":[]}");
    }

    @Test
    void budgetsAreOfTheOwnerAndOfPackages() {
        var owner = "{\"limit\":\"25.00\",\"spent\":\"0\",\"warn\":[50,80,100],\"warned\":[],\"refuse\":\"pushes\"}";
        var app = "{\"package\":\"team/app\"," + owner.substring(1);
        var head = OK + "{\"currency\":\"USD\",\"month\":\"2026-11\",\"budgets\":[";

        assertThat(answer("set-budget", "olga", "")).isEqualTo(OK + owner);
        assertThat(answer("set-budget", "olga", "package=team/app")).isEqualTo(OK + app);
        assertThat(answer("get-budget", "rita", "")).isEqualTo(head + owner + "," + app + "]}");
        assertThat(api.ask("set-budget", "olga", "{\"limit\":\"7\",\"warn\":[90,10,90]}")
                        .text())
                .isEqualTo(
                        "{\"limit\":\"7.00\",\"spent\":\"0\",\"warn\":[10,90],\"warned\":[],\"refuse\":\"nothing\"}");
        assertThat(answer("remove-budget", "olga", "")).isEqualTo(NO_CONTENT);
        assertThat(answer("get-budget", "rita", "")).isEqualTo(head + app + "]}");
        assertThat(answer("remove-budget", "olga", "package=team/app")).isEqualTo(NO_CONTENT);
        assertThat(answer("get-budget", "rita", "")).isEqualTo(head + "]}");
        assertThat(api.ask("remove-budget", "olga").error()).isEqualTo("404 NAME_UNKNOWN");
    }

    private String answer(String event, String who, String query) {
        return plain(api.ask(event, who, changed -> query.isEmpty() ? changed : changed.query(query))
                .whole());
    }

    /** Without what is random. */
    private static String plain(String text) {
        return text.replaceAll("slipway_pat_[0-9A-Za-z]{61}", "SECRET")
                .replaceAll("\"id\":\"[0-9A-Za-z]{12}\"", "\"id\":\"ID\"")
                .replaceAll("\"revision\":\"[0-9a-f]{8}\"", "\"revision\":\"REVISION\"");
    }
}
