package dev.slipway.local.cost;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the price of a unit stands in AWS's price lists.
 *
 * @param unit by its name in a price file
 * @param service by the code of its price list
 * @param usage the usage type, without what it has before it for a place
 * @param attributes that a product must have besides
 * @param per for how many of the unit a price file has its price
 */
record PriceRule(
        String unit,
        String service,
        Place place,
        String usage,
        Map<String, String> attributes,
        Measure measure,
        long per) {

    /** The service that has a price for each part of the world. */
    private static final String CLOUDFRONT = "AmazonCloudFront";

    private static final String ROUTE53 = "AmazonRoute53";

    /** Those that have one list for the world. */
    static final Set<String> WORLDWIDE = Set.of(CLOUDFRONT, ROUTE53);

    private static final long MILLION = 1_000_000;
    private static final long THOUSAND = 1_000;
    private static final long TEN_THOUSAND = 10_000;
    private static final String TRANSFER = "DataTransfer-Out-Bytes";
    private static final String STORAGE = "TimedStorage-ByteHrs";
    private static final Map<String, String> OUTBOUND =
            Map.of("transferType", "AWS Outbound", "toLocation", "External");
    private static final Map<String, String> ON_DEMAND = Map.of("operation", "PayPerRequestThroughput");

    /** One for each unit that AWS takes something for: it takes nothing for deletions in a bucket, nor for what stays in its region. */
    static final List<PriceRule> ALL = Stream.of(
                    count("edge-function", CLOUDFRONT, Place.WORLD, "Executions-CloudFrontFunctions", MILLION),
                    count("cloudfront-request", CLOUDFRONT, Place.EDGE, "Requests-Tier2-HTTPS", TEN_THOUSAND),
                    bytes("cloudfront-out", CLOUDFRONT, Place.EDGE, TRANSFER),
                    bytes("cloudfront-in", CLOUDFRONT, Place.EDGE, "DataTransfer-Out-OBytes"),
                    count("gateway-request", "AmazonApiGateway", Place.REGION, "ApiGatewayHttpRequest", MILLION),
                    count("lambda-request", "AWSLambda", Place.REGION, "Request-ARM", MILLION)
                            .with(Map.of("group", "AWS-Lambda-Requests-ARM")),
                    new PriceRule(
                            "lambda-time",
                            "AWSLambda",
                            Place.REGION,
                            "Lambda-GB-Second-ARM",
                            Map.of("group", "AWS-Lambda-Duration-ARM"),
                            Measure.GB_SECOND,
                            Measure.GB_SECOND.size()),
                    count("table-read", "AmazonDynamoDB", Place.REGION, "ReadRequestUnits", MILLION)
                            .with(ON_DEMAND),
                    count("table-write", "AmazonDynamoDB", Place.REGION, "WriteRequestUnits", MILLION)
                            .with(ON_DEMAND),
                    bytes("table-storage", "AmazonDynamoDB", Place.REGION, STORAGE),
                    bytes("table-backup", "AmazonDynamoDB", Place.REGION, "TimedPITRStorage-ByteHrs"),
                    count("bucket-write", "AmazonS3", Place.REGION, "Requests-Tier1", THOUSAND)
                            .with(Map.of("group", "S3-API-Tier1")),
                    count("bucket-read", "AmazonS3", Place.REGION, "Requests-Tier2", THOUSAND)
                            .with(Map.of("group", "S3-API-Tier2")),
                    bytes("bucket-out", "AWSDataTransfer", Place.REGION, TRANSFER)
                            .with(OUTBOUND),
                    bytes("bucket-storage", "AmazonS3", Place.REGION, STORAGE).with(Map.of("volumeType", "Standard")),
                    bytes("log-in", "AmazonCloudWatch", Place.REGION, "DataProcessing-Bytes")
                            .with(Map.of("operation", "PutLogEvents")),
                    bytes("log-storage", "AmazonCloudWatch", Place.REGION, STORAGE),
                    months("alarm", "AmazonCloudWatch", Place.REGION, "CW:AlarmMonitorUsage"),
                    months("zone", ROUTE53, Place.WORLD, "HostedZone"),
                    bytes("ecr-storage", "AmazonECR", Place.REGION, STORAGE),
                    bytes("ecr-out", "AWSDataTransfer", Place.REGION, TRANSFER).with(OUTBOUND))
            .toList();

    /** What a price holds for. */
    enum Place {
        REGION,
        EDGE,
        WORLD
    }

    PriceRule {
        attributes = Map.copyOf(attributes);
    }

    /** Whether a product is the one whose price is looked for. */
    boolean matches(AwsRegion region, Map<String, String> product) {
        var usageType = product.getOrDefault("usagetype", "");
        return product.entrySet().containsAll(attributes.entrySet())
                && switch (place) {
                    case WORLD -> usageType.equals(usage);
                    case EDGE -> usageType.equals(region.edge() + "-" + usage);
                    case REGION -> region.has(usage, usageType);
                };
    }

    private PriceRule with(Map<String, String> more) {
        return new PriceRule(unit, service, place, usage, more, measure, per);
    }

    private static PriceRule count(String unit, String service, Place place, String usage, long per) {
        return new PriceRule(unit, service, place, usage, Map.of(), Measure.COUNT, per);
    }

    private static PriceRule months(String unit, String service, Place place, String usage) {
        return new PriceRule(unit, service, place, usage, Map.of(), Measure.MONTH, Measure.MONTH.size());
    }

    private static PriceRule bytes(String unit, String service, Place place, String usage) {
        return new PriceRule(unit, service, place, usage, Map.of(), Measure.GB, Measure.GB.size());
    }
}
