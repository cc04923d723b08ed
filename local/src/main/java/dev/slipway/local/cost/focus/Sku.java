package dev.slipway.local.cost.focus;

import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How AWS prices a unit.
 *
 * @param meter what is measured, in words (FOCUS 1.2, SkuMeter)
 * @param unit that the price is for (FOCUS 1.2, PricingUnit): a GB is 2<sup>30</sup> bytes, as AWS counts
 * @param size how much of what is counted makes one of them
 */
record Sku(String meter, String unit, long size) {

    private static final long GB = 1L << 30;
    private static final long GB_SECOND = 1024 * 1000;
    private static final long MILLIONTHS = 1_000_000;

    static Sku of(Unit unit) {
        return switch (unit) {
            case EDGE_FUNCTION -> each("CloudFront Functions Invocations", "Invocations");
            case CLOUDFRONT_REQUEST -> each("HTTPS Requests", "Requests");
            case CLOUDFRONT_OUT -> new Sku("Data Transfer Out to Internet", "GB", GB);
            case CLOUDFRONT_IN -> new Sku("Data Transfer Out to Origin", "GB", GB);
            case GATEWAY_REQUEST -> each("HTTP API Requests", "Requests");
            case LAMBDA_REQUEST -> each("Function Requests", "Requests");
            case LAMBDA_TIME -> new Sku("Function Duration", "GB-Seconds", GB_SECOND);
            case TABLE_READ -> each("Read Request Units", "ReadRequestUnits");
            case TABLE_WRITE -> each("Write Request Units", "WriteRequestUnits");
            case TABLE_STORAGE -> new Sku("Table Storage", "GB-Months", GB);
            case TABLE_BACKUP -> new Sku("Point-in-Time Recovery Storage", "GB-Months", GB);
            case BUCKET_WRITE -> each("PUT, COPY, POST and LIST Requests", "Requests");
            case BUCKET_READ -> each("GET and HEAD Requests", "Requests");
            case BUCKET_DELETE -> each("DELETE Requests", "Requests");
            case BUCKET_OUT -> new Sku("Data Transfer Out to Internet", "GB", GB);
            case BUCKET_OUT_REGION -> new Sku("Data Transfer Out Within Region", "GB", GB);
            case BUCKET_STORAGE -> new Sku("Bucket Storage", "GB-Months", GB);
            case LOG_IN -> new Sku("Log Data Ingestion", "GB", GB);
            case LOG_STORAGE -> new Sku("Log Data Storage", "GB-Months", GB);
            case ALARM -> new Sku("Alarm Metrics", "Alarm-Months", MILLIONTHS);
            case ZONE -> new Sku("Hosted Zones", "Zone-Months", MILLIONTHS);
        };
    }

    private static Sku each(String meter, String unit) {
        return new Sku(meter, unit, 1);
    }

    /** So much of what is counted, in the unit that is priced: exactly, as each size has no prime factors but 2 and 5. */
    BigDecimal quantity(long amount) {
        return plain(BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(size)));
    }

    /** The price of one, where so much of what is counted costs so much. */
    BigDecimal price(BigDecimal cost, long amount) {
        return plain(
                cost.multiply(BigDecimal.valueOf(size)).divide(BigDecimal.valueOf(amount), MathContext.DECIMAL128));
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
