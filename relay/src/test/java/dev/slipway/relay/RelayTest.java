package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay as another server embeds it. */
final class RelayTest extends RelayFixture {

    private Optional<Relay> embedded = Optional.empty();

    @Override
    protected URI start(URI registry) {
        embedded = Optional.of(new Relay(RelaySettings.forRegistry(registry).withBuffers(1)));
        return registry;
    }

    @Override
    protected void stop() {
        embedded.ifPresent(Relay::close);
    }

    @Test
    void answersWithWhatTheRegistrySaid() throws Exception {
        var location = registry.begin();
        var answer = relay("PATCH", location, bytes(16 * MIB), OptionalLong.empty());
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("range")).contains("0-" + (16 * MIB - 1));
        assertThat(answer.headers()).doesNotContainKeys("Content-Length", "Date", "Connection");
        assertThat(registry.upload(location).digest()).isEqualTo(digest(bytes(16 * MIB)));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 16 * MIB})
    void countsAsGoneWhoSendsLessThanAnnounced(int size) {
        var location = registry.begin();
        assertThatThrownBy(() -> relay("PATCH", location, bytes(size), OptionalLong.of(size + 1L)))
                .isInstanceOf(EOFException.class);
        assertThat(registry.upload(location).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "not a path",
                "@elsewhere.example.com/v2/team/app/blobs/uploads/id",
                "/v2/team/app/blobs/uploads/id/parts",
                "/v2/blobs/uploads/id",
                "mailto:v2"
            })
    void refusesWhatIsNoUpload(String target) throws Exception {
        assertThat(relay("PATCH", target, bytes(10), OptionalLong.of(10)).status())
                .isIn(400, 404);
        assertThat(registry.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere.example.com", "http://elsewhere.example.com"})
    void callsNoOtherHostThanTheRegistry(String host) throws Exception {
        for (int size : new int[] {10, 6 * MIB}) {
            var answer = relay("PATCH", host + registry.begin(), bytes(size), OptionalLong.empty());
            assertThat(answer.status()).isEqualTo(202);
        }
    }

    private RelayResponse relay(String method, String target, byte[] body, OptionalLong length) throws IOException {
        var headers = Map.of("Accept", List.of("*/*"));
        var request = new RelayRequest(method, target, headers, new ByteArrayInputStream(body), length);
        return embedded.orElseThrow().handle(request);
    }
}
