package dev.slipway.relay.front;

import dev.slipway.relay.RelaySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The relay as a program of its own, for containers: in front of the registry at {@code SLIPWAY_REGISTRY}, on port 5001 or
 * {@code SLIPWAY_PORT} of all addresses or {@code SLIPWAY_HOST}.
 */
final class RelayProgram {

    private static final Duration END = Duration.ofSeconds(30);

    private RelayProgram() {}

    public static void main(String... arguments) throws InterruptedException {
        try {
            var front = start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(front::close, "stop"));
            System.out.println("The relay is ready on port " + front.port());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("slipway relay: " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    static RelayFront start(Map<String, String> variables) throws IOException {
        var registry = Optional.ofNullable(variables.get("SLIPWAY_REGISTRY"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "SLIPWAY_REGISTRY must be the registry's address, such as https://registry.example.com"));
        var host = variables.getOrDefault("SLIPWAY_HOST", "0.0.0.0");
        var port = Integer.parseInt(variables.getOrDefault("SLIPWAY_PORT", "5001"));
        var settings = RelaySettings.forRegistry(RelayFront.origin(registry));
        return RelayFront.start(settings, new InetSocketAddress(host, port), END);
    }
}
