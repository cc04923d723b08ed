package dev.slipway.local.cost;

import java.util.regex.Pattern;

/** In what AWS's price lists measure something. */
enum Measure {
    /** One by one. */
    COUNT(1, Measure.WORD),

    /** Things that there are for a month, which we count in millionths. */
    MONTH(1_000_000, Measure.WORD),
    /** Bytes, which AWS counts in GB of 1,073,741,824, and what is kept for a month in GB-Mo. */
    GB(1L << 30, "GB|GB-Mo"),
    /** GB of memory for a second: of 1,024 MiB for 1,000 milliseconds. */
    GB_SECOND(1_024_000, "(Lambda-)?GB-Seconds?|Seconds?");

    private static final String WORD = "[A-Za-z][A-Za-z -]*(?<!GB|GB-Mo|Second|Seconds)";

    private final long size;
    private final Pattern names;

    Measure(long size, String names) {
        this.size = size;
        this.names = Pattern.compile(names);
    }

    /** How many of a unit of ours that is. */
    long size() {
        return size;
    }

    /** Whether a price list calls it so. */
    boolean is(String name) {
        return names.matcher(name).matches();
    }
}
