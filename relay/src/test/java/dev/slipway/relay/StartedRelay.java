package dev.slipway.relay;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The relay in Java, started and stopped for the contracts. */
final class StartedRelay {

    private Optional<RelayServer> server = Optional.empty();

    URI start(URI registry) throws IOException {
        var settings = RelaySettings.forRegistry(registry)
                .withBuffers(RelayFixture.BUFFERS)
                .withBackOff(Duration.ofMillis(2))
                .withCopyWait(RelayFixture.COPY_WAIT);
        var started = RelayServer.start(settings, 0);
        server = Optional.of(started);
        return started.address();
    }

    void stop() {
        server.ifPresent(RelayServer::close);
    }
}
