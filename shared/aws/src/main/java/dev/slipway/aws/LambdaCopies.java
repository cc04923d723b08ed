package dev.slipway.aws;

import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.blob.CopyRequest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Has copies made by the Lambda function that {@code SLIPWAY_COPY_FUNCTION} names, by an event that Lambda keeps until the
 * function has taken it.
 */
final class LambdaCopies implements Copies {

    private final Supplier<LambdaClient> client;
    private final String function;

    /**
     * Copies by one function.
     *
     * @param client made when first needed
     * @param function its ARN
     */
    LambdaCopies(Supplier<LambdaClient> client, String function) {
        this.client = client;
        this.function = function;
    }

    static LambdaCopies from(Map<String, String> variables) {
        var environment = new AwsEnvironment(variables);
        return new LambdaCopies(new Once<>(() -> LambdaClients.of(environment)), environment.copyFunction());
    }

    @Override
    public void start(RepositoryName repository, UploadId upload) {
        var event = SdkBytes.fromByteArray(new CopyRequest(repository, upload).json());
        Contention.calling(() -> client.get()
                .invoke(request -> request.functionName(function)
                        .invocationType(InvocationType.EVENT)
                        .payload(event)));
    }

    @Override
    public Duration longest() {
        return CopiesOnDemand.LONGEST;
    }
}
