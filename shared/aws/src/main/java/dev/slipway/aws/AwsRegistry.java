package dev.slipway.aws;

import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.AccessLogs;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Wires the adapters from the environment: {@code SLIPWAY_TABLE}, {@code SLIPWAY_BUCKET}, for the access logs
 * {@code SLIPWAY_ACCESS_LOGS} and {@code SLIPWAY_ACCESS_LOGS_OF_BUCKET}, the region, the SDK's
 * {@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL_S3}, and credentials wherever
 * the SDK finds them. What is not asked for is not built: a function that only redirects never pays for S3's client.
 */
public final class AwsRegistry {

    private final AwsEnvironment environment;
    private final AwsCredentialsProvider credentials;
    private final Supplier<DynamoDbClient> dynamoDb;
    private final Supplier<S3Client> s3;

    public AwsRegistry(Map<String, String> variables) {
        this(variables, DefaultCredentialsProvider.builder().build());
    }

    /** The same with somebody's credentials. */
    public AwsRegistry(Map<String, String> variables, AwsCredentialsProvider credentials) {
        this.environment = new AwsEnvironment(variables);
        this.credentials = credentials;
        this.dynamoDb = new Once<>(
                () -> AwsClients.dynamoDb(credentials, environment.region(), environment.endpoint("DYNAMODB")));
        this.s3 = new Once<>(() -> AwsClients.s3(credentials, environment.region(), environment.endpoint("S3")));
    }

    /** The registry of this process's own environment. */
    public static AwsRegistry fromEnvironment() {
        return new AwsRegistry(System.getenv());
    }

    public Table table() {
        return new DynamoDbTable(dynamoDb.get(), environment.table());
    }

    public TableSize tableSize() {
        return new TableSize(dynamoDb.get(), environment.table());
    }

    public Bucket bucket() {
        return new S3Bucket(s3, environment.bucket());
    }

    /** Those of CloudFront and S3, where template.yaml has them delivered. */
    public AccessLogs accessLogs() {
        return new AccessLogs(
                new S3Bucket(s3, environment.accessLogs()), "cloudfront/", environment.accessLogsOfBucket());
    }

    public MultipartUploads uploads() {
        return new S3MultipartUploads(s3, environment.bucket(), urls());
    }

    public SignedUrls urls() {
        return new SignedUrls(address(), signer());
    }

    /** Where the environment says that clients are sent for a blob. */
    public Downloads downloads(Downloads.Edge edge) {
        return new Downloads(environment.downloads(), edge, direct());
    }

    /** Presigned URLs of S3, good for 5 minutes; of a host that has an IPv6 address for whoever comes from one. */
    public Downloads.Direct direct() {
        var urls = new Once<>(this::urls);
        var dualStack = new Once<>(() -> new SignedUrls(address().dualStack(), signer()));
        return (blob, transfer, viewer) -> (viewer.indexOf(':') < 0 ? urls : dualStack)
                .get()
                .downloadUrl(blob.key(), transfer, Duration.ofMinutes(5))
                .toString();
    }

    public OriginAccess originAccess() {
        return new OriginAccess(address(), signer());
    }

    public AwsResources resources() {
        return new AwsResources(
                dynamoDb.get(), environment.table(), s3.get(), environment.bucket(), environment.region());
    }

    private BucketAddress address() {
        return new BucketAddress(environment.bucket(), environment.region(), environment.endpoint("S3"));
    }

    private S3Signer signer() {
        return new S3Signer(credentials::resolveCredentials, environment.region(), Clock.systemUTC());
    }
}
