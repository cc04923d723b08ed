package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a command is, and where that is kept. */
class LoginTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @BeforeEach
    void start() {
        registry = new TestingRegistry(folder.resolve("data"));
        shell = new Shell(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void keepsALoginWhereOnlyItsOwnerReadsIt() throws IOException {
        var token = registry.adminToken();
        var login = shell.types(token + "\n").run("login", registry.url(), "-u", "admin", "--password-stdin");
        assertThat(login).isEqualTo(new Shell.Result(0, "signed in to " + registry.url() + " as admin\n", ""));
        var file = shell.logins();
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(shell.folder())).isEqualTo("rwx------");
        assertThat(shell.folder()).isDirectoryContaining(file::equals);
        assertThat(file)
                .hasContent("{\"logins\":[{\"registry\":\"" + registry.url()
                        + "\",\"username\":\"admin\",\"password\":\"" + token + "\"}]}");
        assertThat(shell.run("owner", "list").code()).isZero();
    }

    @Test
    void makesAFolderPrivateThatWasNot() throws IOException {
        var configuration = folder.resolve("configuration");
        var kept = Files.createDirectories(configuration.resolve("slipway"));
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxr-xr-x"));
        shell.set("XDG_CONFIG_HOME", configuration.toString());
        assertThat(shell.run("login", registry.url(), "-u", "admin", "--password", registry.adminToken())
                        .code())
                .isZero();
        assertThat(permissions(kept)).isEqualTo("rwx------");
        assertThat(permissions(kept.resolve("logins.json"))).isEqualTo("rw-------");
    }

    @Test
    void asksOnATerminal() throws IOException {
        var login = shell.answers(registry.adminToken()).run("login", registry.url(), "-u", "admin");
        assertThat(login.code()).isZero();
        assertThat(login.err()).isEqualTo("Token of admin at " + registry.url() + ": ");
        assertThat(login.out()).isEqualTo("signed in to " + registry.url() + " as admin\n");
    }

    @Test
    void aWrongTokenIsNotKept() {
        var before = shell.logins();
        fails(1, "UNAUTHORIZED: ", "login", registry.url(), "-u", "admin", "--password", "wrong");
        fails(1, "no token of admin: use --password-stdin", "login", registry.url(), "-u", "admin");
        fails(1, "there is no token on standard input", "login", registry.url(), "-u", "admin", "--password-stdin");
        assertThat(before).doesNotExist();
    }

    @Test
    void theLastLoginCountsUntilItIsForgotten() throws IOException {
        var other = registry.url().replace("127.0.0.1", "localhost");
        signIn(other);
        signIn(registry.url());
        signIn(other);
        assertThat(shell.run("logout")).isEqualTo(new Shell.Result(0, "signed out of " + other + "\n", ""));
        assertThat(shell.logins()).content().doesNotContain(other).contains(registry.url());
        fails(1, "you are not signed in to " + other + ": use slipway login", "owner", "list", "--registry", other);
        fails(1, "you are not signed in to " + other, "logout", other);
        assertThat(shell.run("owner", "list").code()).isZero();
        assertThat(shell.run("logout", registry.url()).code()).isZero();
        assertThat(shell.logins()).hasContent("{\"logins\":[]}");
        fails(1, "you are not signed in to any registry", "logout");
        fails(1, "which registry? use slipway login URL, --registry or SLIPWAY_REGISTRY", "owner", "list");
    }

    @Test
    void theEnvironmentComesBeforeWhatIsKeptAndAfterOptions() throws IOException {
        signIn(registry.url());
        shell.set("SLIPWAY_USERNAME", "admin").set("SLIPWAY_PASSWORD", "wrong");
        fails(1, "UNAUTHORIZED: ", "owner", "list");
        assertThat(shell.run("owner", "list", "--password", registry.adminToken())
                        .code())
                .isZero();
        assertThat(shell.types(registry.adminToken())
                        .run("owner", "list", "--password-stdin")
                        .code())
                .isZero();
        shell.set("SLIPWAY_PASSWORD", registry.adminToken()).set("SLIPWAY_REGISTRY", registry.url());
        assertThat(shell.run("logout").code()).isZero();
        assertThat(shell.run("owner", "list").code()).isZero();
    }

    @Test
    void anotherRegistryIsNotToldWhatTheEnvironmentSaysOfOne() throws IOException {
        shell.set("SLIPWAY_REGISTRY", "https://registry.example.com")
                .set("SLIPWAY_USERNAME", "admin")
                .set("SLIPWAY_PASSWORD", registry.adminToken());
        fails(1, "you are not signed in to " + registry.url(), "owner", "list", "--registry", registry.url());
    }

    @Test
    void misuseIsOneLine() {
        fails(2, "URL, --registry=URL are mutually exclusive", "login", "localhost", "--registry", "localhost");
        fails(2, "Missing required option: '--username=USER'", "login", registry.url());
        fails(
                2,
                "--password=TOKEN, --password-stdin are mutually exclusive",
                "login",
                registry.url(),
                "-u",
                "admin",
                "--password",
                "x",
                "--password-stdin");
        fails(1, "whose password is it?", "owner", "list", "--registry", registry.url(), "--password", "x");
        shell.set("SLIPWAY_REGISTRY", "https://user:pass@example.com");
        fails(1, "SLIPWAY_REGISTRY is no URL of a registry", "owner", "list");
    }

    @Test
    void aSecretIsNotSentInTheClear() {
        fails(
                1,
                "http://192.0.2.1 has no TLS: others could read the token",
                "login",
                "http://192.0.2.1",
                "-u",
                "a",
                "--password",
                "x");
        fails(1, "http://192.0.2.1 has no TLS", "owner", "list", "--registry", "http://192.0.2.1", "-u", "a");
    }

    @Test
    void aFileThatSomethingElseWroteIsOneLine() throws IOException {
        Files.createDirectories(shell.folder());
        for (var content : new String[] {"", "[]", "{}", "{\"logins\":[{}]}", "{\"logins\":3}"}) {
            Files.writeString(shell.logins(), content);
            fails(1, shell.logins() + " is not what slipway login writes", "owner", "list");
        }
        Files.delete(shell.logins());
        Files.createDirectory(shell.logins());
        fails(1, shell.logins() + " cannot be read", "owner", "list");
    }

    private void signIn(String url) throws IOException {
        assertThat(shell.run("login", url, "-u", "admin", "--password", registry.adminToken())
                        .code())
                .isZero();
    }

    private void fails(int code, String text, String... command) {
        var result = shell.run(command);
        assertThat(result.err()).startsWith("slipway: " + text).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
