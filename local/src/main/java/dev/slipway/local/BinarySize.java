package dev.slipway.local;

import java.util.Locale;

/** Sizes as people read them. */
public final class BinarySize {

    private static final int UNIT = 1024;

    private BinarySize() {}

    /** So many bytes in the largest unit of which there is one, such as {@code 1.5 GiB}. */
    public static String of(long bytes) {
        if (bytes < UNIT) {
            return bytes + " B";
        }
        var units = "KMGTPE";
        var unit = 0;
        var amount = (double) bytes / UNIT;
        while (amount >= UNIT && unit < units.length() - 1) {
            amount /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", amount, units.charAt(unit));
    }
}
