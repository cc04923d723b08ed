package dev.slipway.aws;

import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Wires the adapters from the environment: {@code SLIPWAY_TABLE}, {@code SLIPWAY_BUCKET}, the region, the SDK's
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

    public MultipartUploads uploads() {
        return new S3MultipartUploads(s3, environment.bucket(), urls());
    }

    public SignedUrls urls() {
        return new SignedUrls(address(), signer());
    }

    /** Presigned URLs of S3, good for 5 minutes, where the environment asks for them; else the edge serves blobs. */
    public Optional<Downloads> downloads() {
        if (!environment.downloadsFromS3()) {
            return Optional.empty();
        }
        var urls = urls();
        return Optional.of(
                blob -> urls.downloadUrl(blob.key(), Duration.ofMinutes(5)).toString());
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
