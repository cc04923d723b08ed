package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

final class AwsStandingUseTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "SLIPWAY_ZONES", "1",
            "SLIPWAY_ALARM_METRICS", "9",
            "SLIPWAY_LOG_GROUPS", "slipway-Logs-1,slipway-AuditLogs-2");

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A group whose name only begins so is another; pages may be empty. */
    @Test
    void whatStandsIsWhatTheTemplateAndAwsSay() {
        server.answersJson(200, "{\"Table\":{\"TableSizeBytes\":4000,\"ItemCount\":7}}")
                .answersJson(200, "{\"logGroups\":[" + group("slipway-Logs-10", 1) + "],\"nextToken\":\"a\"}")
                .answersJson(200, "{\"logGroups\":[" + group("slipway-Logs-1", 50) + "]}")
                .answersJson(200, "{\"logGroups\":[" + group("slipway-AuditLogs-2", 6) + "]}");

        assertThat(standing(VARIABLES).now())
                .isEqualTo(new Usage(Map.of(
                        Unit.TABLE_STORAGE, 4700L,
                        Unit.TABLE_BACKUP, 4700L,
                        Unit.LOG_STORAGE, 56L,
                        Unit.ALARM, 9_000_000L,
                        Unit.ZONE, 1_000_000L)));
        assertThat(server.received()).hasSize(4);
        assertThat(server.received().get(0).body()).contains("\"TableName\":\"table\"");
        assertThat(server.received().get(2).body()).contains("\"logGroupNamePrefix\":\"slipway-Logs-1\"", "\"a\"");
        assertThat(server.received().get(3).body()).contains("\"logGroupNamePrefix\":\"slipway-AuditLogs-2\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SLIPWAY_ZONES         | -  | the variable SLIPWAY_ZONES is not set
            SLIPWAY_ZONES         | -1 | the variable SLIPWAY_ZONES is a number, not -1
            SLIPWAY_ALARM_METRICS | x  | the variable SLIPWAY_ALARM_METRICS is a number, not x
            SLIPWAY_LOG_GROUPS    | -  | the variable SLIPWAY_LOG_GROUPS is not set
            """)
    void whatTheTemplateDoesNotSayIsAnError(String name, String value, String why) {
        var variables = new HashMap<>(VARIABLES);
        variables.remove(name);
        Optional.ofNullable(value).ifPresent(text -> variables.put(name, text));

        assertThatThrownBy(() -> standing(variables))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(why);
    }

    private AwsStandingUse standing(Map<String, String> variables) {
        var credentials = AnonymousCredentialsProvider.create();
        var table = AwsClients.dynamoDb(credentials, Region.EU_CENTRAL_1, Optional.of(server.url()));
        var logs = CloudWatchLogsClient.builder()
                .endpointOverride(server.url())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new AwsStandingUse(new AwsEnvironment(variables), new TableSize(table, "table"), logs);
    }

    private static String group(String name, long bytes) {
        return "{\"logGroupName\":\"%s\",\"storedBytes\":%d}".formatted(name, bytes);
    }
}
