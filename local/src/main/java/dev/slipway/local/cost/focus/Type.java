package dev.slipway.local.cost.focus;

/** What a column holds; an empty text in its place is a null, as FOCUS has no empty texts (FOCUS 1.2, NullHandling). */
enum Type {
    /** A text; in columns of the format KeyValueFormat it is a JSON object. */
    TEXT(0),
    /** A whole number. */
    COUNT(0),
    /** An instant, to the second. */
    TIME(0),
    /** US dollars for one of what is priced. */
    PRICE(15),
    /** How many of what is priced. */
    QUANTITY(18),
    /** US dollars: as many digits as leave room for sums of a hundred million. */
    COST(30);

    /** Of a decimal in Parquet, which has 38 digits like those of most databases. */
    static final int PRECISION = 38;

    private final int scale;

    Type(int scale) {
        this.scale = scale;
    }

    /** Digits after the point in Parquet; in CSV there are as many as it takes. 0 for what is no decimal. */
    int scale() {
        return scale;
    }

    boolean isDecimal() {
        return scale > 0;
    }
}
