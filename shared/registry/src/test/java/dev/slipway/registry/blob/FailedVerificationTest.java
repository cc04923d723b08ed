package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What template.yaml's alarm counts. */
final class FailedVerificationTest {

    private static final byte[] PART = Content.bytes(5 << 20, 1);

    private final Logger logger = Logger.getLogger("dev.slipway.registry");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Lines();
    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        stores.close();
    }

    @Test
    void bytesThatAreNotWhatWasSaidOfThemAreToldOfOnce() throws Exception {
        var session = client.relay(client.start(), List.of(PART));
        var other = Content.sha256(new byte[] {1});
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThat(catchThrowable(() -> client.finish(session, other, new byte[0])))
                    .isInstanceOf(RegistryException.class);
        }

        assertThat(lines)
                .containsExactly("verification failed: upload %s of team/app was said to be %s and is %s"
                        .formatted(session.id(), other, Content.sha256(PART)));
        assertThat(Files.readString(Path.of("../../template.yaml")))
                .contains("FilterPattern: '\"verification failed\"'");
    }

    @Test
    void ofTheRightBytesNothingIsSaid() {
        var session = client.relay(client.start(), List.of(PART));
        client.finish(session, Content.sha256(PART), new byte[0]);

        assertThat(lines).isEmpty();
    }

    private final class Lines extends Handler {
        @Override
        public void publish(LogRecord line) {
            lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
