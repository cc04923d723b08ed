package dev.slipway.relay;

import java.io.IOException;
import java.net.URI;

final class RelayServerTest extends RelayContract {

    private final StartedRelay started = new StartedRelay();

    @Override
    protected URI start(URI registry) throws IOException {
        return started.start(registry);
    }

    @Override
    protected void stop() {
        started.stop();
    }
}
