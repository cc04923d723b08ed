package dev.slipway.registry.cost;

/** A service of AWS, by the name that it has on a bill. */
public enum Service {
    CLOUDFRONT("Amazon CloudFront"),
    API_GATEWAY("Amazon API Gateway"),
    LAMBDA("AWS Lambda"),
    DYNAMODB("Amazon DynamoDB"),
    S3("Amazon Simple Storage Service"),
    CLOUDWATCH("AmazonCloudWatch"),
    ROUTE53("Amazon Route 53");

    private final String text;

    Service(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
