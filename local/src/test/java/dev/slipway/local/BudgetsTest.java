package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.manage.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets of a registry on this machine: what is spent is what its requests would cost. */
class BudgetsTest {

    private static final String MANIFEST = "team/app/manifests/1";
    private static final String UPLOADS = "team/app/blobs/uploads/";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Shell admin;

    @BeforeEach
    void push() throws Exception {
        registry = new TestingRegistry(folder.resolve("data"));
        admin = new Shell(folder.resolve("home")).types(registry.adminToken());
        admin.run("login", registry.url(), "-u", "admin", "--password-stdin");
        admin.run("owner", "create", "team");
        registry.push("team/app", "1", "admin", registry.adminToken());
    }

    @AfterEach
    void stop() {
        http.close();
        registry.close();
    }

    @Test
    void whatIsSpentIsWarnedOfAndPushesAreRefused() throws Exception {
        says(
                "team may spend $0.000001 a month; refused beyond that: pushes",
                "budget",
                "set",
                "team",
                "--limit",
                "0.000001",
                "--refuse",
                "pushes");
        awaitWarnings();
        var shown = admin.run("budget", "show", "team").out();

        assertThat(shown).matches("""
                        BUDGET  MONTH +LIMIT +SPENT +SHARE +WARNS AT +WARNED OF +REFUSES
                        team    [0-9-]{7}  \\$0\\.000001  \\$0\\.0000[0-9]+  [0-9]{4}\\.[0-9] %  50 %, 80 %, 100 %  \
                        50 %, 80 %, 100 %  pushes
                        """);
        agree();
        assertThat(Files.readString(folder.resolve("data/audit.log")).lines())
                .filteredOn(line -> line.contains("\"budget-warning\""))
                .hasSize(3)
                .last()
                .asString()
                .contains("\"what\":\"team: 100 % of $0.000001 in 20", " spent\"}");
        refusesPushesWithBothKindsOfSignIn();
        assertThat(ask("GET", MANIFEST, basic()).statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", MANIFEST, bearer("pull,push")).statusCode()).isEqualTo(200);

        says(
                "team may spend $25.00 a month; refused beyond that: pushes",
                "budget",
                "set",
                "team",
                "--limit",
                "25",
                "--refuse",
                "pushes");
        assertThat(ask("POST", UPLOADS, basic()).statusCode()).isEqualTo(202);
        assertThat(ask("POST", UPLOADS, bearer("pull,push")).statusCode()).isEqualTo(202);
        says("the budget of team is removed", "budget", "remove", "team");
        says("none", "budget", "show", "team");
    }

    @Test
    void pullsAreRefusedWhereThatIsAskedFor() throws Exception {
        admin.run("package", "visibility", "team/app", "public");
        says(
                "team/app may spend $0.000001 a month; refused beyond that: all",
                "budget",
                "set",
                "team",
                "--package",
                "team/app",
                "--limit",
                "0.000001",
                "--refuse",
                "all");
        awaitWarnings();

        var refused = ask("GET", MANIFEST, bearer("pull"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"DENIED\"", "slipway budget set team --package team/app");
        var anonymous = ask("GET", MANIFEST, token("pull", "none"));
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertThat(anonymous.body())
                .contains("the budget of team for ", " is spent")
                .doesNotContain("$");
        assertThat(ask("POST", "team/web/blobs/uploads/", basic()).statusCode()).isEqualTo(202);
        assertThat(ask("DELETE", MANIFEST, basic()).statusCode()).isEqualTo(202);
        assertThat(admin.run("package", "list", "team").out()).contains("team/app");
    }

    @Test
    void whatIsWrongIsOneLine() {
        for (var limit : new String[] {"0", "-1", "x", "1e9", "25,00", "0.0000001"}) {
            fails("UNSUPPORTED: the member \"limit\" must be US dollars, more than 0", "--limit=" + limit);
        }
        fails("UNSUPPORTED: the member \"warn\" must have at most 10 percentages", "--limit=1", "--warn=0");
        fails("NAME_INVALID: the package must be one of team", "--limit=1", "--package=other/app");
        assertThat(admin.run("budget", "set", "team", "--limit", "1", "--warn", "half")
                        .code())
                .isEqualTo(2);
        assertThat(admin.run("budget", "set", "team", "--limit", "1", "--refuse", "pulls")
                        .err())
                .contains("'pulls' is none of nothing, pushes, all");
        assertThat(admin.run("budget", "remove", "team").err())
                .isEqualTo("slipway: NAME_UNKNOWN: there is no such budget\n");
        assertThat(admin.run("budget", "show", "nobody").code()).isEqualTo(1);
        assertThat(admin.run("budget", "set", "team", "--limit", "1", "--json").out())
                .isEqualTo(
                        "{\"limit\":\"1.00\",\"spent\":\"0\",\"warn\":[50,80,100],\"warned\":[],\"refuse\":\"nothing\"}\n");
    }

    private void refusesPushesWithBothKindsOfSignIn() throws Exception {
        for (var authorization : new String[] {basic(), bearer("pull,push")}) {
            var refused = ask("POST", UPLOADS, authorization);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("\"code\":\"DENIED\"", "team has spent $0.0000", " of its budget of $0.000001 for 20")
                    .contains("an administrator can raise it: slipway budget set team");
            assertThat(ask("PUT", MANIFEST, authorization).statusCode()).isEqualTo(403);
        }
    }

    private void awaitWarnings() throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!admin.run("budget", "show", "team", "--json").out().contains("\"warned\":[50,80,100]")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(200);
        }
    }

    /** With what is spent, once nobody has asked for anything of the owner's for a while: to look at a budget is paid for too. */
    private void agree() throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var spent = "";
        do {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(Duration.ofSeconds(8));
            spent = "$" + total() + " ";
        } while (!admin.run("budget", "show", "team").out().contains(spent));
    }

    private String total() {
        return Json.find(admin.run("costs", "--owner", "team", "--json").out().getBytes(UTF_8))
                .orElseThrow()
                .text("total");
    }

    private String basic() throws IOException {
        return "Basic " + Base64.getEncoder().encodeToString(("admin:" + registry.adminToken()).getBytes(UTF_8));
    }

    private String bearer(String actions) throws Exception {
        return token(actions, basic());
    }

    private String token(String actions, String authorization) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(registry.url() + "/token?scope=repository:team/app:" + actions));
        if (authorization.startsWith("Basic ")) {
            request.header("authorization", authorization);
        }
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return "Bearer " + Json.find(answer.body()).orElseThrow().text("token");
    }

    private HttpResponse<String> ask(String method, String path, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url() + "/v2/" + path))
                .method(method, BodyPublishers.noBody())
                .header("authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private void says(String text, String... arguments) {
        var result = admin.run(arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(text + "\n");
    }

    private void fails(String message, String... options) {
        var all = new ArrayList<>(List.of("budget", "set", "team"));
        all.addAll(List.of(options));
        var result = admin.run(all.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("slipway: " + message).hasLineCount(1);
    }
}
