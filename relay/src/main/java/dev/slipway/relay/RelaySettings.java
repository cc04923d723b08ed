package dev.slipway.relay;

import java.net.URI;
import java.time.Duration;

/**
 * How a relay works.
 *
 * @param registry where the registry's front door is, such as {@code http://127.0.0.1:5000}
 * @param buffers how many part buffers all uploads of the process may hold at once, at least 1
 * @param partsInFlight how many parts one upload sends at once, at least 1
 * @param attempts how often a call or a part is tried, at least 1
 * @param backOff the wait before the second attempt; it doubles with each one after
 * @param callTimeout how long the registry may take for one answer
 * @param partTimeout how long the bucket may take for one part
 * @param patience how long a client may send nothing before it counts as gone
 * @param copyWait how long after a body's end a client waits for the registry to verify what it sent, at most
 */
public record RelaySettings(
        URI registry,
        int buffers,
        int partsInFlight,
        int attempts,
        Duration backOff,
        Duration callTimeout,
        Duration partTimeout,
        Duration patience,
        Duration copyWait) {

    public RelaySettings {
        if (buffers < 1 || partsInFlight < 1 || attempts < 1) {
            throw new IllegalArgumentException("a relay needs at least one buffer, one part in flight, one attempt");
        }
        if (!"http".equals(registry.getScheme()) && !"https".equals(registry.getScheme())) {
            throw new IllegalArgumentException("not the address of a registry: " + registry);
        }
    }

    /**
     * What serves well: 8 buffers (64 MiB with parts of 8 MiB), 2 parts in flight, 4 attempts. The registry has 40
     * seconds, for it may hold back an answer for 20, and whoever stands before its handlers gives up after 30.
     */
    public static RelaySettings forRegistry(URI registry) {
        return new RelaySettings(
                registry,
                8,
                2,
                4,
                Duration.ofMillis(250),
                Duration.ofSeconds(40),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(45));
    }

    public RelaySettings withBuffers(int count) {
        return new RelaySettings(
                registry, count, partsInFlight, attempts, backOff, callTimeout, partTimeout, patience, copyWait);
    }

    public RelaySettings withBackOff(Duration wait) {
        return new RelaySettings(
                registry, buffers, partsInFlight, attempts, wait, callTimeout, partTimeout, patience, copyWait);
    }

    public RelaySettings withPatience(Duration silence) {
        return new RelaySettings(
                registry, buffers, partsInFlight, attempts, backOff, callTimeout, partTimeout, silence, copyWait);
    }

    public RelaySettings withCopyWait(Duration wait) {
        return new RelaySettings(
                registry, buffers, partsInFlight, attempts, backOff, callTimeout, partTimeout, patience, wait);
    }
}
