package dev.slipway.relay;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/** The relay for Lambda with nobody in front who would hide what it does wrong. */
@Tag("web-relay")
final class WebRelayAloneTest extends RelayFailureContract {

    private final StartedWebRelay started = new StartedWebRelay();

    @Override
    protected URI start(URI registry) throws IOException {
        return started.startAlone(StartedWebRelay.settings(registry));
    }

    @Override
    protected void stop() {
        started.stop();
    }
}
