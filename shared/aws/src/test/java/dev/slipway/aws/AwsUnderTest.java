package dev.slipway.aws;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A registry on something that stands in for AWS, with a table and a bucket of its own. */
final class AwsUnderTest {

    static final Region REGION = Region.EU_CENTRAL_1;

    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private AwsUnderTest() {}

    /** Wired, with nothing created. */
    static AwsRegistry wired(URI dynamoDb, URI s3) {
        return new AwsRegistry(
                Map.of(
                        "SLIPWAY_TABLE", "slipway-" + UUID.randomUUID(),
                        "SLIPWAY_BUCKET", "slipway-" + UUID.randomUUID(),
                        "AWS_REGION", REGION.id(),
                        "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(),
                        "AWS_ENDPOINT_URL_S3", s3.toString()),
                CREDENTIALS);
    }
}
