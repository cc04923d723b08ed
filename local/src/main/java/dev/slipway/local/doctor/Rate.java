package dev.slipway.local.doctor;

import java.time.Duration;
import java.util.Locale;

/** How fast something was, as people read it. */
final class Rate {

    private static final double NANOSECONDS = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final long LARGEST = 5_000_000_000L;

    private Rate() {}

    static String of(long bytes, Duration took) {
        return String.format(Locale.ROOT, "%.1f MB/s", bytes / MEGABYTE / inSeconds(took));
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", inSeconds(took));
    }

    /** How long 5 GB would take. */
    static Duration ofLargest(long bytes, Duration took) {
        return Duration.ofMillis((long) (inSeconds(took) * 1000 * LARGEST / bytes));
    }

    private static double inSeconds(Duration took) {
        return Math.max(1, took.toNanos()) / NANOSECONDS;
    }
}
