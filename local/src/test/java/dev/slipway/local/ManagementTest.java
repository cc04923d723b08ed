package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with a registry, from the first login on. */
class ManagementTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Shell admin;

    @BeforeEach
    void signIn() throws IOException {
        registry = new TestingRegistry(folder.resolve("data"));
        admin = signedIn("admin", registry.adminToken());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anAdministratorMakesUsersAndOrganizationsAndMembers() {
        says(admin, "the user ann is made", "owner", "create", "ann", "--kind", "user");
        says(admin, "the organization team is made", "owner", "create", "team");
        says(admin, "ann has the role write with team", "owner", "member", "set", "team", "ann", "write");
        says(admin, """
                name       team
                kind       organization
                your role  admin
                created    2026-11-25 12:00 UTC

                MEMBER  ROLE
                admin   admin
                ann     write""", "owner", "show", "team");
        says(admin, """
                NAME   KIND          YOUR ROLE  CREATED
                admin  user          admin      2026-11-25 12:00 UTC
                ann    user          admin      2026-11-25 12:00 UTC
                team   organization  admin      2026-11-25 12:00 UTC""", "owner", "list");
        says(admin, "ann is no member of team any more", "owner", "member", "remove", "team", "ann");
        fails(admin, "NAME_UNKNOWN: there is no such user or organization", "owner", "show", "nobody");
    }

    @Test
    void costsAreShownInSecondsToWhomTheyConcern() throws Exception {
        admin.run("owner", "create", "team");
        admin.run("owner", "create", "ann", "--kind", "user");
        registry.push("team/app", "1", "admin", registry.adminToken());
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!admin.run("costs", "--by", "package").out().contains("team/app  2 ") && System.nanoTime() < end) {
            Thread.sleep(100);
        }

        // Two handlers' requests and their writes; all else is free in a month.
        assertThat(admin.run("costs", "--by", "package", "--owner", "team").out())
                .matches("""
                        PACKAGE   REQUESTS  US DOLLARS
                        team/app  2         0\\.0000[0-9]+

                        together \\$0\\.0000[0-9]+ in [0-9-]+, at list prices of us-east-1 less what is free in a month
                        """);
        assertThat(admin.run("costs", "--by", "action", "--owner", "team", "--csv")
                        .out())
                .matches("action,requests,cost\npush,2,0\\.0000[0-9]+\n");
        assertThat(admin.run("costs", "--by", "owner", "--json").out())
                .startsWith("{\"currency\":\"USD\",\"region\":\"us-east-1\",\"month\":\"")
                .contains("{\"key\":\"team\",\"requests\":2,\"cost\":\"0.0000")
                .contains("{\"key\":\"\",\"requests\":");
        says(admin, """
                none

                together $0 in 2020-01, at list prices of us-east-1 less what is free in a month""", "costs", "--month", "2020-01");
        fails(admin, "UNSUPPORTED: a month is written 2026-11", "costs", "--month", "soon");
        assertThat(admin.run("costs", "--by", "moon").code()).isEqualTo(2);

        var file = folder.resolve("costs.csv");
        says(admin, file + " has the costs of " + month(), "costs", "export", "--focus", file.toString());
        assertThat(Files.readAllLines(file))
                .anyMatch(line -> line.contains("team/app"))
                .anyMatch(line -> line.contains("Amazon DynamoDB"))
                .first(STRING)
                .contains("BilledCost", "x_slipway_owner");
        fails(
                admin,
                "",
                "costs",
                "export",
                "--focus",
                folder.resolve("costs.txt").toString());
    }

    /** The month before has nothing, and no whole day of this one is over. */
    @Test
    void costsAreExplainedForecastAndStatedInSeconds() throws Exception {
        admin.run("owner", "create", "team");
        registry.push("team/app", "1", "admin", registry.adminToken());
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!admin.run("costs", "--by", "package").out().contains("team/app  2 ") && System.nanoTime() < end) {
            Thread.sleep(100);
        }

        assertThat(admin.run("costs", "explain", "--owner", "team").out())
                .matches(
                        "(?s)[0-9-]+ so far against as much of [0-9-]+: \\$0\\.0000[0-9]+ in place of \\$0, \\+0\\.0000[0-9]+\n"
                                + "by price +0 +what one of each unit costs; of it 0 by what is free .*\n"
                                + "by volume +\\+0\\.0000[0-9]+ +2 requests in place of 0\nby size +0 +how much a request uses\n\n"
                                + "SERVICE +BEFORE +NOW +CHANGE +PRICE +VOLUME +SIZE\n.*\n\nACTION AND PACKAGE +BEFORE .*\n"
                                + "push of team/app .*\n\nmoved most: push of team/app, \\+0\\.0000[0-9]+ dollars, by volume\n");
        assertThat(admin.run("costs", "explain", "--json").out()).contains("\"works\":[{\"package\":");
        fails(admin, "UNSUPPORTED: a month is written 2026-11", "costs", "explain", "--month", "soon");

        assertThat(admin.run("costs", "forecast").out())
                .matches(
                        "[0-9-]+: \\$0\\.0000[0-9]+ so far\nnothing to go by: no whole day of [0-9-]+ is over since .*\n");
        assertThat(admin.run("costs", "forecast", "--json").out()).contains("\"days\":0,");

        var file = folder.resolve("statement.html");
        says(
                admin,
                file + " has the statement of this month so far",
                "costs",
                "statement",
                "--owner",
                "team",
                "--to",
                file.toString());
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("team/app");
        fails(admin, "UNSUPPORTED: 2999-01 has not begun", "costs", "statement", "--month", "2999-01", "--to", "x");
        fails(admin, folder + " cannot be written: ", "costs", "statement", "--to", folder.toString());
    }

    @Test
    void aTokenIsPrintedOnceAndAlone() {
        admin.run("owner", "create", "ann", "--kind", "user");
        var made = admin.run(
                "token",
                "create",
                "--name",
                "the laptop",
                "--user",
                "ann",
                "--scope",
                "read:packages",
                "--scope",
                "admin");
        assertThat(made.code()).isZero();
        assertThat(made.out()).matches("slipway_pat_[0-9A-Za-z]{61}\n");
        var id = made.out().substring("slipway_pat_".length(), "slipway_pat_".length() + 12);
        assertThat(made.err())
                .isEqualTo("token " + id
                        + " (the laptop) of ann: read:packages, admin; expires: never; it is not shown again\n");

        var ann = signedIn("ann", made.out());
        says(ann, """
                ID            NAME        SCOPES                PACKAGES  CREATED               EXPIRES  LAST USED
                ABCDEFGHIJKL  the laptop  read:packages, admin  all       2026-11-25 12:00 UTC  never    2026-11-25 12:00 UTC\
                """, "token", "list");
        assertThat(ann.run("token", "list", "--json").out())
                .startsWith("{\"tokens\":[{\"id\":\"" + id + "\",\"user\":\"ann\",\"name\":\"the laptop\"")
                .doesNotContain(made.out().strip())
                .hasLineCount(1);
        fails(
                ann,
                "DENIED: requested access to the resource is denied: the role with the owner is not enough",
                "token",
                "list",
                "--user",
                "admin");
        fails(ann, "DENIED: requested", "owner", "create", "bob", "--kind", "user");

        says(admin, "token " + id + " is revoked", "token", "revoke", id);
        fails(admin, "NAME_UNKNOWN: there is no such token", "token", "revoke", id);
        says(admin, "none", "token", "list", "--user", "ann");
        fails(ann, "UNAUTHORIZED: ", "token", "list");
    }

    @Test
    void aTokenEndsWhenItWasTold() throws Exception {
        var made = admin.run("token", "create", "--name", "short", "--scope", "read:packages", "--expires", "90d");
        assertThat(made.err())
                .containsPattern("; expires: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC; it is not shown again\n");
        assertThat(admin.run("token", "list").table())
                .contains("short        read:packages")
                .containsPattern("12:00 UTC  2026-11-25 12:00 UTC  never\n");
        fails(
                admin,
                "UNSUPPORTED: the member \"expiresAt\" must be a time within the next 366 days",
                "token",
                "create",
                "--name",
                "long",
                "--scope",
                "read:packages",
                "--expires",
                "367d");
        fails(
                admin,
                "UNSUPPORTED: the member \"expiresAt\"",
                "token",
                "create",
                "--name",
                "old",
                "--scope",
                "read:packages",
                "--expires",
                "2026-01-31");
    }

    @Test
    void aTokenThatIsLimitedSaysSo() {
        admin.run("owner", "create", "team");
        var made = admin.run(
                "token",
                "create",
                "--name",
                "ci",
                "--scope",
                "write:packages",
                "--package",
                "team/*",
                "--package",
                "other/app",
                "--json");
        assertThat(made.out())
                .contains("\"packages\":[\"team/*\",\"other/app\"]", "\"token\":\"slipway_pat_")
                .hasLineCount(1);
        assertThat(made.err()).contains(" (ci) of admin: write:packages").doesNotContain("slipway_pat_");
        assertThat(admin.run("token", "list").table()).contains("write:packages", "team/*, other/app");
        fails(
                signedIn("admin", made.out().replaceAll("(?s).*\"token\":\"(.*?)\".*", "$1")),
                "DENIED: requested access to the resource is denied: the token was made without the scope",
                "owner",
                "list");
    }

    @Test
    void listsPackagesAndSaysWhoMayPullThem() throws Exception {
        admin.run("owner", "create", "team");
        says(admin, "none", "package", "list", "team");
        assertThat(admin.run("package", "list", "team", "--json").out()).isEqualTo("{\"packages\":[]}\n");
        var digest = registry.push("team/app/web", "v1", "admin", registry.adminToken());
        says(admin, """
                NAME          VISIBILITY  CREATED
                team/app/web  private     2026-11-25 12:00 UTC""", "package", "list", "team");
        says(admin, "team/app/web is public", "package", "visibility", "team/app/web", "public");
        says(admin, """
                name        team/app/web
                owner       team
                visibility  public
                created     2026-11-25 12:00 UTC

                TAG  DIGEST                                                                   PUSHED
                v1   %s  2026-11-25 12:00 UTC""".formatted(digest), "package", "show", "team/app/web");
        assertThat(admin.run("package", "visibility", "team/app/web", "internal", "--json")
                        .out())
                .startsWith("{\"name\":\"team/app/web\",\"owner\":\"team\",\"visibility\":\"internal\"");
        fails(admin, "NAME_UNKNOWN: ", "package", "show", "team/none");
    }

    @Test
    void followsAListingToItsEnd() {
        var names = IntStream.range(0, 102)
                .mapToObj(i -> String.format("x%03dy", i))
                .toList();
        names.forEach(name -> admin.run("owner", "create", name));
        assertThat(admin.run("owner", "list").out()).contains(names).hasLineCount(1 + 1 + names.size());
        assertThat(admin.run("owner", "list", "--json").out()).contains(names).hasLineCount(1);
    }

    @Test
    void trustsWorkloads() {
        admin.run("owner", "create", "team");
        says(admin, "none", "trust", "list", "team");
        says(
                admin,
                "the trust policy ci of team is set",
                "trust",
                "set",
                "team",
                "ci",
                "--issuer",
                "https://gitlab.com",
                "--audience",
                registry.url(),
                "--claim",
                "project_path=acme/app",
                "--claim",
                "ref_protected=true",
                "--claim",
                "ref_type=tag",
                "--scope",
                "write:packages",
                "--package",
                "team/app");
        var audience = registry.url();
        says(
                admin,
                """
                NAME  ISSUER              AUDIENCE%s  CLAIMS                                                   SCOPES          PACKAGES
                ci    https://gitlab.com  %s  project_path=acme/app, ref_protected=true, ref_type=tag  write:packages  team/app""".formatted(" ".repeat(audience.length() - "AUDIENCE".length()), audience),
                "trust",
                "list",
                "team");
        says(admin, "the trust policy ci of team is removed", "trust", "remove", "team", "ci");
        fails(admin, "NAME_UNKNOWN: ", "trust", "remove", "team", "ci");
    }

    @Test
    void refusesWhatIsWrongBeforeItIsSent() {
        misuse("'A': an owner has up to 39 lower-case letters", "owner", "show", "A");
        misuse("'writer' is none of read, write, admin", "owner", "member", "set", "team", "ann", "writer");
        misuse("'all' is none of read:packages, write:packages,", "token", "create", "--name", "x", "--scope", "all");
        misuse("'team/': invalid repository name", "package", "show", "team/");
        misuse("Missing required subcommand (see slipway token --help)", "token");
        misuse("Missing required options: '--name=NAME', '--scope=SCOPE'", "token", "create");
        misuse("should be in KEY=VALUE format", "trust", "set", "team", "ci", "--claim", "ref");
        misuse("'soon' is neither like 90d", "token", "create", "--name", "x", "--scope", "admin", "--expires", "soon");
    }

    @Test
    void nothingThatIsSaidIsSecret() throws IOException {
        var token = registry.adminToken();
        var misplaced = admin.run("token", "list", token);
        assertThat(misplaced.err())
                .contains("Unmatched argument at index 2: 'slipway_pat_…'")
                .doesNotContain(token);
        var wrong = new Shell(folder.resolve("wrong"))
                .run("owner", "list", "--registry", registry.url(), "-u", "ann", "--password", token);
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err())
                .startsWith("slipway: UNAUTHORIZED: ")
                .hasLineCount(1)
                .doesNotContain(token);
        assertThat(Files.exists(folder.resolve("wrong/.config"))).isFalse();
    }

    private Shell signedIn(String user, String token) {
        var shell = new Shell(folder.resolve("home-" + user)).types(token);
        says(
                shell,
                "signed in to " + registry.url() + " as " + user,
                "login",
                registry.url(),
                "-u",
                user,
                "--password-stdin");
        return shell;
    }

    private static YearMonth month() {
        return YearMonth.now(ZoneOffset.UTC);
    }

    private static void says(Shell shell, String text, String... command) {
        var result = shell.run(command);
        assertThat(result.err()).isEmpty();
        assertThat(result.table()).isEqualTo(text + "\n");
        assertThat(result.code()).isZero();
    }

    private static void fails(Shell shell, String text, String... command) {
        var result = shell.run(command);
        assertThat(result.err()).startsWith("slipway: " + text).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    private void misuse(String text, String... command) {
        var result = admin.run(command);
        assertThat(result.err()).startsWith("slipway: ").contains(text).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }
}
