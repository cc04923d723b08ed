package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link PatienceTest} for the relay in Node.js. */
@Tag("web-relay")
final class WebPatienceTest extends RelayFixture {

    private final StartedWebRelay started = new StartedWebRelay();

    @Override
    protected URI start(URI registry) throws IOException {
        return started.startAlone(
                StartedWebRelay.settings(registry).with("SLIPWAY_BUFFERS", 1).with("SLIPWAY_PATIENCE", 3000));
    }

    @Override
    protected void stop() {
        started.stop();
    }

    @Test
    void hangsUpOnASilentClientAndServesTheNext() throws Exception {
        var location = registry.begin();
        try (var raw = new RawClient(relay)) {
            raw.head("PATCH", location, "Content-Length: 99999999").send(bytes(MIB), 0, MIB);
            push(11 * MIB, Framing.CHUNKED);
            assertThat(raw.answer()).isEmpty();
        }
        assertThat(registry.upload(location).size()).isZero();
    }
}
