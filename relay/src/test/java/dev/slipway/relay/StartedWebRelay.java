package dev.slipway.relay;

import dev.slipway.relay.web.NoNodeException;
import dev.slipway.relay.web.Node;
import dev.slipway.relay.web.WebFunction;
import dev.slipway.relay.web.WebFunctionSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The relay in Node.js, started and stopped for the contracts. */
final class StartedWebRelay {

    private Optional<WebFunction> function = Optional.empty();
    private Optional<RelayServer> server = Optional.empty();

    /** Where the program itself listens. */
    URI startAlone(WebFunctionSettings settings) throws IOException {
        function = Optional.of(WebFunction.start(settings));
        return function.get().address();
    }

    /** Where an endpoint in front of it listens. */
    URI start(WebFunctionSettings settings) throws IOException {
        startAlone(settings);
        server = Optional.of(RelayServer.start(function.orElseThrow(), 0));
        return server.get().address();
    }

    /** Where the endpoint listens that was started. */
    URI address() {
        return server.orElseThrow().address();
    }

    long pid() {
        return function.orElseThrow().pid();
    }

    void stop() {
        server.ifPresent(RelayServer::close);
        function.ifPresent(WebFunction::close);
    }

    /** As the contracts want it. */
    static WebFunctionSettings settings(URI registry) {
        return deployed(registry)
                .with("SLIPWAY_BUFFERS", RelayFixture.BUFFERS)
                .with("SLIPWAY_ATTEMPTS", RelayFixture.ATTEMPTS)
                .with("SLIPWAY_BACK_OFF", 2)
                .with("SLIPWAY_STOP", 5000)
                .with("SLIPWAY_COPY_WAIT", RelayFixture.COPY_WAIT.toMillis());
    }

    /** As it is deployed. Fails, rather than skips, where there is no Node.js for it. */
    static WebFunctionSettings deployed(URI registry) {
        try {
            return WebFunctionSettings.forRegistry(Node.find(System.getenv()), registry);
        } catch (NoNodeException e) {
            throw new AssertionError(e.getMessage());
        }
    }
}
