package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.budget.BudgetWarning;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.OwnerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

final class EventBridgeNoticesTest {

    private static final BudgetWarning WARNING = new BudgetWarning(
            new OwnerName("team"),
            Optional.of(new RepositoryName("team/app")),
            YearMonth.of(2026, 11),
            new BigDecimal("25.00"),
            new BigDecimal("20.000000000001"),
            80);

    private ScriptedServer server;
    private EventBridgeNotices notices;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        var client = EventBridgeClient.builder()
                .endpointOverride(server.url())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(AwsClients.http(Duration.ofSeconds(10)))
                .build();
        notices = new EventBridgeNotices(() -> client);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWarningIsAnEvent() {
        server.answersJson(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");

        notices.warn(WARNING);

        var call = server.received().getFirst();
        assertThat(call.headers()).containsEntry("x-amz-target", "AWSEvents.PutEvents");
        assertThat(call.headers().get("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=id/")
                .contains("/eu-central-1/events/aws4_request");
        assertThat(call.body())
                .contains("\"Source\":\"slipway\"", "\"DetailType\":\"Budget Warning\"")
                .contains("\"Detail\":\""
                        + ("{\"id\":\"2026-11/80/25.00/team/app\",\"owner\":\"team\",\"package\":\"team/app\","
                                        + "\"month\":\"2026-11\",\"budget\":\"25.00\",\"spent\":\"20.000000000001\",\"share\":80}")
                                .replace("\"", "\\\"")
                        + "\"")
                .doesNotContain("EventBusName");
    }

    @Test
    void anEventThatIsNotTakenIsAnError() {
        server.answersJson(
                200,
                "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"later\"}]}");

        assertThatThrownBy(() -> notices.warn(WARNING))
                .hasMessage("EventBridge has not taken it: InternalFailure: later");
    }

    @Test
    void whoWarnsOfNothingNeedsNoBus() {
        assertThat(EventBridgeNotices.from(Map.of())).isNotNull();
    }
}
