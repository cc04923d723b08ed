package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The relay for Lambda, behind an endpoint as Lambda's. */
@Tag("web-relay")
final class WebRelayTest extends RelayContract {

    private final StartedWebRelay started = new StartedWebRelay();

    @Override
    protected URI start(URI registry) throws IOException {
        return started.start(StartedWebRelay.settings(registry));
    }

    @Test
    void aProgramThatDiedHasASuccessor() throws Exception {
        var dead = ProcessHandle.of(started.pid()).orElseThrow();
        dead.destroyForcibly();
        dead.onExit().get(30, TimeUnit.SECONDS);

        push(6 * MIB, Framing.CHUNKED);

        assertThat(started.pid()).isNotEqualTo(dead.pid());
    }

    @Override
    protected void stop() {
        started.stop();
    }
}
