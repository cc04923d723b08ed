package dev.slipway.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The SDK's client of EventBridge, apart from the others because one function has it. */
final class EventBridgeClients {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private EventBridgeClients() {}

    static EventBridgeClient of(AwsEnvironment environment) {
        var client = EventBridgeClient.builder()
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .region(environment.region())
                .httpClient(AwsClients.http(SILENCE));
        environment.endpoint("EVENTBRIDGE").ifPresent(client::endpointOverride);
        return client.build();
    }
}
