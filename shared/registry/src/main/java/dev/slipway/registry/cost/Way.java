package dev.slipway.registry.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a download goes; in text {@code edge}, {@code s3} or {@code s3-region}. */
public enum Way {
    /** By the registry's own host, through CloudFront. */
    EDGE(Unit.CLOUDFRONT_OUT),
    /** By a presigned URL of S3. */
    S3(Unit.BUCKET_OUT),
    /** The same, to a client in the bucket's region. */
    S3_REGION(Unit.BUCKET_OUT_REGION);

    private final Unit out;
    private final String text;

    Way(Unit out) {
        this.out = out;
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Way> find(String text) {
        return Arrays.stream(values()).filter(way -> way.text.equals(text)).findFirst();
    }

    /** What a byte that is sent so is counted as. */
    public Unit out() {
        return out;
    }

    @Override
    public String toString() {
        return text;
    }
}
