package dev.slipway.local;

import dev.slipway.aws.AwsRegistry;
import dev.slipway.local.front.SignedOrigin;
import dev.slipway.local.store.DataFolder;
import dev.slipway.registry.blob.Patience;
import dev.slipway.relay.NearBucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * DynamoDB and S3, in an account or wherever {@code AWS_ENDPOINT_URL*} points; the secrets stay on this machine. Table and
 * bucket are named by {@code SLIPWAY_TABLE} and {@code SLIPWAY_BUCKET}.
 */
final class AwsCloud implements Cloud {

    /** As a Lambda function's time is up after 15 minutes. */
    private static final Duration LONGEST_COPY = Duration.ofMinutes(16);

    private final Cloud secrets;
    private final Map<String, String> variables;
    private final boolean create;
    private @Nullable SignedOrigin origin;

    /**
     * The cloud that these environment variables describe.
     *
     * @param secrets whose keys are taken; its state is not opened
     * @param create whether to create table and bucket where there are none
     */
    AwsCloud(Cloud secrets, Map<String, String> variables, boolean create) {
        this.secrets = secrets;
        this.variables = new HashMap<>(variables);
        this.variables.putIfAbsent("SLIPWAY_TABLE", "slipway");
        if (isEmulated(variables)) {
            this.variables.putIfAbsent("SLIPWAY_BUCKET", "slipway");
        }
        this.create = create;
    }

    @Override
    public DataFolder folder() {
        return secrets.folder();
    }

    @Override
    public Keys keys() {
        return secrets.keys();
    }

    @Override
    public Ports open() {
        try {
            var aws = new AwsRegistry(variables);
            if (create) {
                aws.resources().createIfAbsent();
            }
            var signed = new SignedOrigin(aws.originAccess());
            origin = signed;
            return new Ports(
                    aws.table(),
                    aws.bucket(),
                    aws.uploads(),
                    Optional.of(aws.direct()),
                    signed,
                    NearBucket.NONE,
                    () -> {},
                    LONGEST_COPY,
                    Patience.STANDARD,
                    aws.tableSize()::bytes);
        } catch (SdkException | IllegalStateException e) {
            throw new CommandFailure("AWS cannot be used: " + firstLine(e));
        }
    }

    @Override
    public void close() {
        var opened = origin;
        if (opened != null) {
            opened.close();
        }
        secrets.close();
    }

    /** The names of buckets are the whole world's, so a name can be assumed only in a cloud of one's own. */
    private static boolean isEmulated(Map<String, String> variables) {
        return variables.containsKey("AWS_ENDPOINT_URL") || variables.containsKey("AWS_ENDPOINT_URL_S3");
    }

    private static String firstLine(Exception e) {
        var message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
