package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.cost.ReceiptLines.Line;
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
                        200,
                        "{\"events\":[" + event("first\\n", 1) + "," + event("second", 2) + "],\"nextToken\":\"a\"}")
                .answersJson(200, "{\"events\":[],\"nextToken\":\"b\"}")
                .answersJson(200, "{\"events\":[" + event("third", 3) + "]}");
        var lines = new ArrayList<Line>();

        receipts.read(NOON, NOON.plusSeconds(3600), lines::add);

        assertThat(lines)
                .containsExactly(
                        new Line(NOON.plusMillis(1), "2026/11/24/[1]ab", "first"),
                        new Line(NOON.plusMillis(2), "2026/11/24/[1]ab", "second"),
                        new Line(NOON.plusMillis(3), "2026/11/24/[1]ab", "third"));
        assertThat(server.received())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.body())
                        .contains(
                                "\"logGroupName\":\"slipway\"",
                                "\"startTime\":" + NOON.toEpochMilli(),
                                "\"endTime\":" + (NOON.plusSeconds(3600).toEpochMilli() - 1),
                                "\"filterPattern\":\"?receipt ?REPORT\""));
    }

    private static String event(String message, long later) {
        return "{\"logStreamName\":\"2026/11/24/[1]ab\",\"timestamp\":%d,\"message\":\"%s\"}"
                .formatted(NOON.toEpochMilli() + later, message);
    }

    @Test
    void theLogGroupMustBeNamed() {
        assertThatThrownBy(() -> CloudWatchReceipts.from(Map.of("AWS_REGION", "eu-central-1")))
                .hasMessage("SLIPWAY_LOGS is not set");
    }
}
