package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

final class CloudWatchReceiptsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private ScriptedServer server;
    private CloudWatchReceipts receipts;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        var client = CloudWatchLogsClient.builder()
                .endpointOverride(server.url())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        receipts = new CloudWatchReceipts(client, "slipway");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A page may be empty and have another behind it. */
    @Test
    void allPagesAreRead() {
        server.answersJson(
                        200, "{\"events\":[{\"message\":\"first\\n\"},{\"message\":\"second\"}],\"nextToken\":\"a\"}")
                .answersJson(200, "{\"events\":[],\"nextToken\":\"b\"}")
                .answersJson(200, "{\"events\":[{\"message\":\"third\"}]}");
        var lines = new ArrayList<String>();

        receipts.read(NOON, NOON.plusSeconds(3600), lines::add);

        assertThat(lines).containsExactly("first", "second", "third");
        assertThat(server.received())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.body())
                        .contains(
                                "\"logGroupName\":\"slipway\"",
                                "\"startTime\":" + NOON.toEpochMilli(),
                                "\"endTime\":" + (NOON.plusSeconds(3600).toEpochMilli() - 1),
                                "\"filterPattern\":\"{ $.receipt = * }\""));
    }

    @Test
    void theLogGroupMustBeNamed() {
        assertThatThrownBy(() -> CloudWatchReceipts.from(Map.of("AWS_REGION", "eu-central-1")))
                .hasMessage("SLIPWAY_LOGS is not set");
    }
}
