package dev.slipway.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK's clients, set up to start fast and to try again where that helps. */
final class AwsClients {

    private static final Duration CONNECTING = Duration.ofSeconds(2);
    /** DynamoDB answers in milliseconds: one that does not within 3 seconds has lost the request. */
    private static final Duration TABLE_SILENCE = Duration.ofSeconds(3);
    /** What stands in for DynamoDB on a busy machine may take its time. */
    private static final Duration STAND_IN_SILENCE = Duration.ofMinutes(1);
    /** A copy of 5 GiB, or completing an upload of many parts, may keep S3 silent for minutes. */
    private static final Duration BUCKET_SILENCE = Duration.ofMinutes(5);

    private AwsClients() {}

    static DynamoDbClient dynamoDb(AwsCredentialsProvider credentials, Region region, Optional<URI> endpoint) {
        var client = DynamoDbClient.builder()
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http(endpoint.isPresent() ? STAND_IN_SILENCE : TABLE_SILENCE))
                .overrideConfiguration(setting -> setting.retryStrategy(Contention.retries(Duration.ofMillis(25)))
                        .addExecutionInterceptor(new Metering()));
        endpoint.ifPresent(client::endpointOverride);
        return client.build();
    }

    /**
     * Sends no checksums but those asked for, and bodies of a few MiB as they are: S3's stand-ins do not know all the
     * others, and keep the framing of chunks as the encoding of the object.
     */
    static S3Client s3(AwsCredentialsProvider credentials, Region region, Optional<URI> endpoint) {
        var client = S3Client.builder()
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http(BUCKET_SILENCE))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(setting -> setting.chunkedEncodingEnabled(false))
                .forcePathStyle(endpoint.isPresent())
                .overrideConfiguration(setting -> setting.retryStrategy(Contention.retries(Duration.ofMillis(100)))
                        .addExecutionInterceptor(new Metering()));
        endpoint.ifPresent(client::endpointOverride);
        return client.build();
    }

    static CloudWatchLogsClient logs(AwsEnvironment environment) {
        var client = CloudWatchLogsClient.builder()
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .region(environment.region())
                .httpClient(http(STAND_IN_SILENCE));
        environment.endpoint("CLOUDWATCH_LOGS").ifPresent(client::endpointOverride);
        return client.build();
    }

    static SdkHttpClient http(Duration silence) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTING)
                .socketTimeout(silence)
                .build();
    }
}
