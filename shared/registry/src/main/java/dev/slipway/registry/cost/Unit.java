package dev.slipway.registry.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What AWS is paid for, in the smallest amount that is counted. In text as price files, receipts and the ledger have it:
 * in lower case with dashes.
 */
public enum Unit {
    /** A run of a CloudFront function. */
    EDGE_FUNCTION(Service.CLOUDFRONT),
    /** An HTTPS request to CloudFront. */
    CLOUDFRONT_REQUEST(Service.CLOUDFRONT),
    /** A byte from CloudFront to a viewer, headers included. */
    CLOUDFRONT_OUT(Service.CLOUDFRONT),
    /** A byte of a body that CloudFront sends on to an origin. */
    CLOUDFRONT_IN(Service.CLOUDFRONT),
    /** A request to an HTTP API, for each 512 KiB of it. */
    GATEWAY_REQUEST(Service.API_GATEWAY),
    /** An invocation of a function. */
    LAMBDA_REQUEST(Service.LAMBDA),
    /** A MiB of a function's memory for a millisecond. */
    LAMBDA_TIME(Service.LAMBDA),
    /** A read request unit on demand: 4 KB read with strong consistency. */
    TABLE_READ(Service.DYNAMODB),
    /** A write request unit on demand: 1 KB written. */
    TABLE_WRITE(Service.DYNAMODB),
    /** A byte of the table for a month. */
    TABLE_STORAGE(Service.DYNAMODB),

    /** A byte of the table that can be restored to a point in time, for a month. */
    TABLE_BACKUP(Service.DYNAMODB),
    /** A PUT, COPY, POST or LIST, among them each part of an upload, its beginning and its end. */
    BUCKET_WRITE(Service.S3),
    /** A GET or HEAD. */
    BUCKET_READ(Service.S3),
    /** A DELETE, or the end of an upload that is given up. */
    BUCKET_DELETE(Service.S3),
    /** A byte from S3 to the internet, by a presigned URL. */
    BUCKET_OUT(Service.S3),
    /** A byte from S3 to a client in its own region, by a presigned URL. */
    BUCKET_OUT_REGION(Service.S3),
    /** A byte of the bucket for a month. */
    BUCKET_STORAGE(Service.S3),
    /** A byte of log lines that is taken in. */
    LOG_IN(Service.CLOUDWATCH),

    /** A byte of log lines that is kept for a month, compressed. */
    LOG_STORAGE(Service.CLOUDWATCH),

    /** A millionth of a metric that an alarm looks at for a month. */
    ALARM(Service.CLOUDWATCH),

    /** A millionth of a hosted zone for a month. */
    ZONE(Service.ROUTE53);

    private static final Unit[] ALL = values();

    /** How many units there are. */
    static final int COUNT = ALL.length;

    private static final Map<String, Unit> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(Unit::toString, unit -> unit));

    private final Service service;
    private final String text;

    Unit(Service service) {
        this.service = service;
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The unit that has this name in text. */
    public static Optional<Unit> find(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** The unit with an {@linkplain #index() index}. */
    static Unit at(int index) {
        return ALL[index];
    }

    /** From 0, in the order of the units. */
    @SuppressWarnings("EnumOrdinal") // a place in arrays that are kept nowhere
    int index() {
        return ordinal();
    }

    public Service service() {
        return service;
    }

    @Override
    public String toString() {
        return text;
    }
}
