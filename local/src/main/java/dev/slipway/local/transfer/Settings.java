package dev.slipway.local.transfer;

import java.time.Duration;

/**
 * How images are transferred. Memory does not grow with them: of each part under way, a few buffers of 16 KiB are in it.
 *
 * @param blobs how many blobs are under way at once
 * @param parts how many parts of them all are under way at once
 * @param batch how many parts are added to an upload together; so many are sent again at most when a push breaks off
 * @param attempts how often a call or a part is tried before the push or pull is given up
 * @param backOff the wait before the second attempt; it doubles with each one after, up to {@code longestWait}
 * @param patience how long an answer may take, and how long nothing may move while bytes are sent or received
 * @param slowPatience the same for answers that the registry may hold back
 * @param verification how long the registry may take to verify what was sent
 */
public record Settings(
        int blobs,
        int parts,
        int batch,
        int attempts,
        Duration backOff,
        Duration longestWait,
        Duration patience,
        Duration slowPatience,
        Duration verification) {

    /** Four blobs and eight parts of 8 MiB at once; about two minutes of attempts. */
    public static Settings usual(Duration patience) {
        return new Settings(
                4,
                8,
                8,
                8,
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                patience,
                Duration.ofSeconds(75),
                Duration.ofMinutes(20));
    }

    /** The wait after an attempt, without the part of it that chance adds. */
    Duration waitAfter(int attempt) {
        var doubled = backOff.multipliedBy(1L << Math.min(attempt - 1, 16));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
}
