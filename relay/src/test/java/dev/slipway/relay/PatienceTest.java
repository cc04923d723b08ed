package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client that falls silent keeps its buffer from the others only for a while. */
final class PatienceTest extends RelayFixture {

    private Optional<RelayServer> server = Optional.empty();

    @Override
    protected URI start(URI registry) throws IOException {
        var settings = RelaySettings.forRegistry(registry).withBuffers(1).withPatience(Duration.ofSeconds(3));
        server = Optional.of(RelayServer.start(settings, 0));
        return server.get().address();
    }

    @Override
    protected void stop() {
        server.ifPresent(RelayServer::close);
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
