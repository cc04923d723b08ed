package dev.slipway.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.Shell;
import dev.slipway.local.TestingRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway doctor} as people and programs use it. */
class DoctorCommandTest {

    private static final String SOME = "challenge,head-length,tls,delete";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @BeforeEach
    void start() {
        registry = new TestingRegistry(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void saysInALineEachWhatIsWell() throws IOException {
        var result = run("doctor", registry.url(), "--only", SOME);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out().lines())
                .first()
                .asString()
                .startsWith("ok              challenge            401 with WWW-Authenticate: Bearer realm=\"");
        assertThat(result.out())
                .contains("\nnot applicable  tls                  the URL is http://\n")
                .endsWith(
                        "\n3 ok, 0 failed, 0 with a warning, 1 not applicable: this deployment does what was looked at.\n")
                .hasLineCount(5);
    }

    @Test
    void saysWhatIsExpectedAndWhatToDo() throws IOException {
        try (var proxy = broken()) {
            var result = run("doctor", proxy.url(), "--only", SOME);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out().lines().map(String::strip))
                    .anyMatch(
                            line -> line.startsWith("failed          head-length          Content-Length: none for a"))
                    .anyMatch(line -> line.startsWith("expected             the Content-Length of a GET"))
                    .anyMatch(line -> line.startsWith("what to do           API Gateway may drop it"));
            assertThat(result.out())
                    .contains("2 ok, 1 failed, 0 with a warning, 1 not applicable: this deployment does not");
        }
    }

    @Test
    void tellsProgramsTheSame() throws IOException {
        try (var proxy = broken()) {
            var result = run("doctor", proxy.url(), "--only", SOME, "--json");
            assertThat(result.code()).isEqualTo(1);
            var all = JSON.std.mapFrom(result.out());
            assertThat(all)
                    .containsEntry("registry", proxy.url())
                    .containsEntry("repository", "admin/slipway-doctor")
                    .containsEntry("ok", 2)
                    .containsEntry("failed", 1)
                    .containsEntry("warning", 0)
                    .containsEntry("notApplicable", 1);
            assertThat(all.get("checks"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(4);
            assertThat(result.out())
                    .containsPattern("\"name\" : \"tls\",\\s*\"state\" : \"notApplicable\"")
                    .containsPattern("\"name\" : \"head-length\",\\s*\"state\" : \"failed\"")
                    .containsPattern("\"remedy\" : \"API Gateway may drop it");
        }
    }

    @Test
    void listsItsChecks() {
        var result = new Shell(folder).run("doctor", "--list");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .hasLineCount(Checks.all().size())
                .startsWith("challenge            401 to who shows nothing");
    }

    @Test
    void leavesNothingBehind() throws IOException {
        run("doctor", registry.url(), "--only", "tag-list,referrers,direct-put");
        var tags = run("doctor", registry.url(), "--only", "tag-list", "--json");
        assertThat(tags.code()).isZero();
        assertThat(shell().run("package", "list", "--registry", registry.url()).out())
                .doesNotContain("slipway-doctor");
    }

    @Test
    void whatCannotBeLookedAtIsOneLine() throws IOException {
        cannot("there is no check 'x': see --list", run("doctor", registry.url(), "--only", "x"));
        cannot("cannot connect to http://127.0.0.1:1: ", run("doctor", "http://127.0.0.1:1"));
        cannot("UNAUTHORIZED", new Shell(folder).run("doctor", registry.url(), "-u", "admin", "--password", "x"));
        cannot("you are not signed in", new Shell(folder).run("doctor", registry.url()));
        cannot("DENIED", run("doctor", registry.url(), "--repository", "nobody/x"));
        cannot("--api-endpoint has no TLS", run("doctor", registry.url(), "--api-endpoint", "http://api.example.com"));
    }

    private BreakingProxy broken() throws IOException {
        return new BreakingProxy(
                registry.url(),
                Breakage.answers(
                        (asked, reply) -> asked.method().equals("HEAD") ? reply.without("content-length") : reply),
                Optional.empty());
    }

    private static void cannot(String why, Shell.Result result) {
        assertThat(result.err()).startsWith("slipway: ").contains(why).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    private Shell shell() throws IOException {
        return new Shell(folder).set("SLIPWAY_USERNAME", "admin").set("SLIPWAY_PASSWORD", registry.adminToken());
    }

    private Shell.Result run(String... command) throws IOException {
        return shell().run(command);
    }
}
