package dev.slipway.relay;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Prints how fast 1 GiB goes through the relay into a bucket that forgets it, all in this process. Meant to be run with
 * {@code -Xmx64m}, which shows that the relay keeps no more than its buffers.
 */
final class RelayThroughput {

    private static final int MIB = 1 << 20;
    private static final int SIZE = 1024;

    private RelayThroughput() {}

    public static void main(String[] arguments) throws IOException {
        try (var bucket = new FakeBucket(false);
                var registry = new FakeRegistry(bucket, 8 * MIB);
                var relay = RelayServer.start(
                        RelaySettings.forRegistry(registry.address()).withBuffers(3), 0)) {
            var begun = Instant.now();
            var answer = push(relay.address(), registry.begin());
            var taken = Duration.between(begun, Instant.now());
            System.out.println(answer.lines().findFirst().orElse("no answer"));
            System.out.printf(
                    "%d MiB in %d ms: %.0f MiB/s, heap of %d MiB%n",
                    SIZE,
                    taken.toMillis(),
                    SIZE * 1000.0 / taken.toMillis(),
                    Runtime.getRuntime().maxMemory() / MIB);
        }
    }

    private static String push(URI relay, String location) throws IOException {
        try (var client = new RawClient(relay)) {
            client.head("PATCH", location, "Transfer-Encoding: chunked");
            var bytes = RelayFixture.bytes(MIB / 16);
            for (int i = 0; i < SIZE * 16; i++) {
                client.chunk(bytes, 0, bytes.length);
            }
            return client.text("0\r\n\r\n").answer();
        }
    }
}
