package dev.slipway.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The SDK's client of Lambda, apart from the others because few functions have it. */
final class LambdaClients {

    /** Lambda takes an event in milliseconds, and does not wait for what it leads to. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private LambdaClients() {}

    static LambdaClient of(AwsEnvironment environment) {
        var client = LambdaClient.builder()
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .region(environment.region())
                .httpClient(AwsClients.http(SILENCE));
        environment.endpoint("LAMBDA").ifPresent(client::endpointOverride);
        return client.build();
    }
}
