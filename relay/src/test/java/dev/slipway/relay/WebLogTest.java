package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the relay in Node.js writes down: enough to see what happened, and nothing that is a right. */
@Tag("web-relay")
final class WebLogTest extends RelayFixture {

    private final StartedWebRelay started = new StartedWebRelay();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static Path log() {
        return folder.resolve("log");
    }

    @Override
    protected URI start(URI registry) throws IOException {
        return started.start(StartedWebRelay.settings(registry).withLog(Redirect.appendTo(log().toFile())));
    }

    @Override
    protected void stop() {
        started.stop();
    }

    @Test
    void writesALineForEachRequestWithoutCapabilitiesAndCredentials() throws Exception {
        push(11 * MIB, Framing.CHUNKED);
        bucket.fail(Fault.of("PUT .*", Fault.ALWAYS, 403, "<Error/>"));
        send("PATCH", registry.begin(), bytes(6 * MIB), Framing.CHUNKED);
        send(
                "POST",
                FakeRegistry.UPLOADS + "?digest=x",
                bytes(6 * MIB),
                Framing.CHUNKED,
                "Authorization",
                "Bearer a-token");
        send("PATCH", "/nothing?state=key.0.1.mac", bytes(10), Framing.MEASURED);
        stop();
        var text = Files.readString(log());
        assertThat(text.lines().filter(line -> line.contains("\"status\":"))).hasSize(4);
        assertThat(text)
                .contains(
                        "\"method\":\"PATCH\"",
                        "\"status\":202",
                        "\"bytes\":11534336",
                        "\"status\":502",
                        "\"status\":404")
                .doesNotContain("?", "mac", "signature", "token", "ERROR");
        assertThat(text.lines()).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
    }
}
