package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.image.TestingImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushing and pulling as users do, with tokens or without. */
class TransferCommandsTest {

    private static final int MIB = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Shell admin;

    @SuppressWarnings("NullAway.Init")
    private Path image;

    @SuppressWarnings("NullAway.Init")
    private String digest;

    @BeforeEach
    void start() throws IOException {
        registry = new TestingRegistry(folder.resolve("data"));
        admin = new Shell(folder.resolve("home"));
        admin.run("login", registry.url(), "-u", "admin", "--password", registry.adminToken());
        var images = new TestingImages();
        var manifest = images.image(TestingImages.random(9 * MIB, 1), TestingImages.random(10, 2));
        digest = TestingImages.digest(manifest);
        image = images.named(TestingImages.MANIFEST, manifest, "x").tar(folder.resolve("image.tar"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void pushesAsWhoIsSignedInAndPulls() throws IOException {
        var pushed = admin.run("push", image.toString(), reference("admin/app:1"));
        assertThat(pushed.err())
                .contains(": done (9.0 MiB)")
                .contains(": done (10 B)")
                .doesNotContain("\u001b");
        assertThat(pushed.out()).isEqualTo(reference("admin/app:1") + "@" + digest + "\n");
        assertThat(pushed.code()).isZero();

        var tar = folder.resolve("pulled.tar");
        var pulled = admin.run("pull", "--quiet", "admin/app:1", tar.toString());
        assertThat(pulled).isEqualTo(new Shell.Result(0, reference("admin/app:1") + "@" + digest + "\n", ""));
        assertThat(folder).isDirectoryNotContaining("glob:**.partial").isDirectoryNotContaining("glob:**.new");
        var again = admin.run("push", "--quiet", tar.toString(), "admin/other", "--registry", registry.url());
        assertThat(again).isEqualTo(new Shell.Result(0, reference("admin/other:latest") + "@" + digest + "\n", ""));
    }

    @Test
    void anyonePullsWhatIsPublic() {
        admin.run("push", "-q", image.toString(), reference("admin/app:1"));
        var nobody = new Shell(folder.resolve("nobody"));
        var layout = folder.resolve("layout").toString();
        fails(nobody, 1, "UNAUTHORIZED: ", "pull", reference("admin/app:1"), layout);
        admin.run("package", "visibility", "admin/app", "public");
        var pulled = nobody.run("pull", "-q", reference("admin/app@" + digest), layout);
        assertThat(pulled).isEqualTo(new Shell.Result(0, reference("admin/app@" + digest) + "\n", ""));
        fails(nobody, 1, "UNAUTHORIZED: ", "push", image.toString(), reference("admin/app:2"));
        fails(nobody, 1, "MANIFEST_UNKNOWN: ", "pull", reference("admin/app:2"), layout);
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        fails(admin, 1, "UNAUTHORIZED: ", "push", image.toString(), reference("a/b"), "-u", "admin", "--password", "x");
        fails(admin, 1, "DENIED: ", "push", image.toString(), reference("nobody/app"));
        fails(admin, 1, "there is no image at ", "push", folder.resolve("none").toString(), reference("admin/app"));
        fails(admin, 2, "Missing required parameter: 'REF'", "push", image.toString());
        fails(admin, 2, "Invalid value for positional parameter at index 1 (REF): ", "push", "x", "A/b");
        fails(admin, 2, "Invalid value for option '--platform'", "pull", "a/b", "x", "--platform", "linux");
        fails(
                admin,
                2,
                "--registry=https://a.example is not the registry that the name begins with",
                "pull",
                reference("a/b"),
                "x",
                "--registry",
                "a.example");
        fails(admin, 1, "cannot connect to http://localhost:1", "pull", "localhost:1/a/b", "x");
        var busy = Files.createDirectory(folder.resolve("busy"));
        Files.createDirectory(busy.resolve("x"));
        admin.run("push", "-q", image.toString(), reference("admin/app:1"));
        fails(
                admin,
                1,
                busy + " is there already, and is no image layout",
                "pull",
                reference("admin/app:1"),
                busy.toString());
        fails(
                admin,
                1,
                "the image is sha256:",
                "push",
                "-q",
                image.toString(),
                reference("admin/app@sha256:" + "0".repeat(64)));
    }

    private String reference(String name) {
        return registry.url().substring("http://".length()) + "/" + name;
    }

    private static void fails(Shell shell, int code, String message, String... command) {
        var result = shell.run(command);
        assertThat(result.err().lines().toList().getLast())
                .startsWith("slipway: ")
                .contains(message);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }
}
