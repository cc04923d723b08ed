package dev.slipway.local.doctor;

import dev.slipway.local.manage.RegistryUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How much is looked at.
 *
 * @param direct how many bytes are put straight into the bucket; over 4 MiB, or they go elsewhere
 * @param relayed how many bytes are patched through the relay
 * @param copied how many bytes the bucket hashes; a part and a bit at least
 * @param pace how long slow uploads take
 * @param expiry whether to wait until a download URL has expired
 * @param api where the API answers behind the edge, if that is known
 * @param plain where the registry's host answers without TLS, if it has TLS and its usual port
 * @param slow from which time on an answer is worth a warning
 */
record Plan(
        long direct,
        long relayed,
        long copied,
        Duration pace,
        boolean expiry,
        Optional<RegistryUrl> api,
        Optional<URI> plain,
        Duration slow) {

    private static final long MIB = 1 << 20;
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration SLOW = Duration.ofSeconds(1);

    /**
     * What a command line asks for.
     *
     * @param large whether a GiB goes each way that large layers go
     * @param patient whether what takes minutes is looked at
     */
    static Plan of(RegistryUrl registry, boolean large, boolean patient, Optional<RegistryUrl> api) {
        return new Plan(
                large ? 1024 * MIB : 5 * MIB,
                large ? 1024 * MIB : 20 * MIB,
                large ? 1024 * MIB : 16 * MIB,
                patient ? LONG : SHORT,
                patient,
                api,
                plain(registry),
                SLOW);
    }

    /** Whether rates mean something. */
    boolean isLarge() {
        return copied >= 1024 * MIB;
    }

    private static Optional<URI> plain(RegistryUrl registry) {
        var hasTls = registry.value().startsWith("https://");
        return hasTls && !registry.host().contains(":")
                ? Optional.of(URI.create("http://" + registry.host()))
                : Optional.empty();
    }
}
