package dev.slipway.local.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.Shell;
import dev.slipway.local.TestingRegistry;
import dev.slipway.local.image.TestingImages;
import dev.slipway.local.transfer.Meddler.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is stopped while it pushes, and the next one. */
class StoppedPushTest {

    private static final int MIB = 1 << 20;
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    /** So many parts arrive before the program is stopped: two batches. */
    private static final int ARRIVED = 17;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextPushGoesOn(boolean kill) throws Exception {
        var images = new TestingImages();
        var manifest = images.image(TestingImages.random(150 * MIB, 1));
        var layout = images.named(TestingImages.MANIFEST, manifest, "x").folder(folder.resolve("layout"));
        try (var registry = TestingRegistry.anonymous(folder.resolve("data"));
                var meddler = new Meddler(registry.url())) {
            var puts = new AtomicInteger();
            meddler.decide(request ->
                    request.startsWith("PUT /bucket/") && puts.incrementAndGet() > ARRIVED ? Fate.HOLD : Fate.PASS);
            var name = meddler.url().substring("http://".length()) + "/team/app:1";
            var output = folder.resolve("output");
            var process = push(layout, name, output);
            while (meddler.requests().stream()
                            .filter(request -> request.endsWith("/parts") && request.startsWith("PUT "))
                            .count()
                    < 1) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(20);
            }
            var _ = kill ? process.destroyForcibly() : stop(process);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(kill ? KILLED : TERMINATED);
            assertThat(Files.readString(output))
                    .satisfies(text -> assertThat(text.contains("stopped; the same command goes on where it stopped"))
                            .isEqualTo(!kill));

            meddler.awaitIdle(); // what had wholly arrived of the stopped one's parts may still be read
            meddler.decide(request -> Fate.PASS);
            meddler.requests().clear();
            var again = new Shell(folder.resolve("home")).run("push", "-q", layout.toString(), name);
            assertThat(again).isEqualTo(new Shell.Result(0, name + "@" + TestingImages.digest(manifest) + "\n", ""));
            assertThat(meddler.count("PUT /bucket/")).isLessThanOrEqualTo(11);
        }
    }

    private static Process stop(Process process) {
        process.destroy();
        return process;
    }

    private Process push(Path layout, String name, Path output) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.slipway.local.Slipway",
                        "push",
                        layout.toString(),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("XDG_") || variable.startsWith("SLIPWAY_"));
        return builder.start();
    }
}
