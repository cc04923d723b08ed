package dev.slipway.relay;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/** The relay for Lambda, behind an endpoint as Lambda's. */
@Tag("web-relay")
final class WebRelayTest extends RelayContract {

    private final StartedWebRelay started = new StartedWebRelay();

    @Override
    protected URI start(URI registry) throws IOException {
        return started.start(StartedWebRelay.settings(registry));
    }

    @Override
    protected void stop() {
        started.stop();
    }
}
