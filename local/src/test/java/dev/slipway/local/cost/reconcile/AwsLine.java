package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A line of a made-up bill, in the words and measures of AWS. */
record AwsLine(
        Sku sku,
        String kind,
        String resource,
        Map<String, String> tags,
        Instant start,
        Instant end,
        BigDecimal amount,
        BigDecimal cost) {

    static final String TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/slipway-Table-1ABCDEFGHIJKL";

    private static final String DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/E1EXAMPLE";
    private static final String API = "arn:aws:apigateway:us-east-1::/apis/abcdef1234/stages/$default";
    private static final String FUNCTION =
            "arn:aws:lambda:us-east-1:123456789012:function:slipway-GetManifest-AbCdEf123456";
    private static final String BUCKET = "slipway-bucket-1abcdefghijkl";
    private static final String LOGS = "arn:aws:logs:us-east-1:123456789012:log-group:slipway-Logs-AbCdEfGhIjKl";

    /** How AWS calls what it takes something for. */
    record Sku(String code, String service, String usageType, String operation, String measure, String resource) {}

    static final Map<Unit, Sku> SKUS = new EnumMap<>(Map.ofEntries(
            sku(
                    Unit.EDGE_FUNCTION,
                    "AmazonCloudFront",
                    "Executions-CloudFrontFunctions",
                    "",
                    "Invocations",
                    DISTRIBUTION),
            sku(
                    Unit.CLOUDFRONT_REQUEST,
                    "AmazonCloudFront",
                    "US-Requests-Tier2-HTTPS",
                    "GET",
                    "Requests",
                    DISTRIBUTION),
            sku(Unit.CLOUDFRONT_OUT, "AmazonCloudFront", "US-DataTransfer-Out-Bytes", "GET", "GB", DISTRIBUTION),
            sku(Unit.CLOUDFRONT_IN, "AmazonCloudFront", "US-DataTransfer-Out-OBytes", "PUT", "GB", DISTRIBUTION),
            sku(
                    Unit.GATEWAY_REQUEST,
                    "AmazonApiGateway",
                    "USE1-ApiGatewayHttpRequest",
                    "ApiGatewayHttpApi",
                    "Requests",
                    API),
            sku(Unit.LAMBDA_REQUEST, "AWSLambda", "Request-ARM", "Invoke", "Requests", FUNCTION),
            sku(Unit.LAMBDA_TIME, "AWSLambda", "Lambda-GB-Second-ARM", "Invoke", "Lambda-GB-Second", FUNCTION),
            sku(
                    Unit.TABLE_READ,
                    "AmazonDynamoDB",
                    "USE1-ReadRequestUnits",
                    "PayPerRequestThroughput",
                    "ReadRequestUnits",
                    TABLE),
            sku(
                    Unit.TABLE_WRITE,
                    "AmazonDynamoDB",
                    "USE1-WriteRequestUnits",
                    "PayPerRequestThroughput",
                    "WriteRequestUnits",
                    TABLE),
            sku(Unit.BUCKET_WRITE, "AmazonS3", "USE1-Requests-Tier1", "PutObject", "Requests", BUCKET),
            sku(Unit.BUCKET_READ, "AmazonS3", "USE1-Requests-Tier2", "GetObject", "Requests", BUCKET),
            sku(Unit.LOG_IN, "AmazonCloudWatch", "USE1-DataProcessing-Bytes", "PutLogEvents", "GB", LOGS)));

    private static Map.Entry<Unit, Sku> sku(
            Unit unit, String code, String usageType, String operation, String measure, String resource) {
        return Map.entry(unit, new Sku(code, unit.service().toString(), usageType, operation, measure, resource));
    }

    boolean isOf(Unit unit) {
        return sku.equals(SKUS.get(unit));
    }

    AwsLine costing(BigDecimal other) {
        return new AwsLine(sku, kind, resource, tags, start, end, amount, other);
    }

    AwsLine of(BigDecimal other) {
        return new AwsLine(sku, kind, resource, tags, start, end, other, cost);
    }

    AwsLine tagged(Map<String, String> others) {
        return new AwsLine(sku, kind, resource, others, start, end, amount, cost);
    }
}
