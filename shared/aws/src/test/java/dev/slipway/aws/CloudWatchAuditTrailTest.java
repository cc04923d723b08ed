package dev.slipway.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.registry.access.AuditTrail.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Against a server that answers as CloudWatch Logs does: a stream must be there before lines are put into it. */
final class CloudWatchAuditTrailTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Set<String> streams = new HashSet<>();
    private HttpServer server;
    private CloudWatchAuditTrail trail;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        trail = new CloudWatchAuditTrail(
                CloudWatchLogsClient.builder()
                        .endpointOverride(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort()))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                "audit");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aStreamIsMadeWhenItIsFirstNeeded() {
        trail.keep("one", List.of(new Line(2, "second"), new Line(1, "first")));
        trail.keep("one", List.of(new Line(3, "third")));

        assertThat(calls)
                .containsExactly(
                        "PutLogEvents refused",
                        "CreateLogStream",
                        "PutLogEvents [{\"timestamp\":1,\"message\":\"first\"},{\"timestamp\":2,\"message\":\"second\"}]",
                        "PutLogEvents [{\"timestamp\":3,\"message\":\"third\"}]");
    }

    @Test
    void moreThanOneCallTakesIsSentInSeveral() {
        streams.add("one");
        var lines = IntStream.range(0, 25)
                .mapToObj(number -> new Line(number, "x".repeat(100_000)))
                .toList();

        trail.keep("one", lines);

        assertThat(calls).hasSize(3).allMatch(call -> call.length() < 1_048_576);
    }

    @Test
    void nothingIsSentForNoLines() {
        trail.keep("one", List.of());

        assertThat(calls).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var action = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var stream = body.replaceFirst(".*\"logStreamName\":\"([^\"]+)\".*", "$1");
        var isKnown = action.equals("CreateLogStream") ? streams.add(stream) : streams.contains(stream);
        calls.add(
                action.equals("CreateLogStream")
                        ? action
                        : action + " "
                                + (isKnown ? body.replaceFirst(".*\"logEvents\":(\\[.*\\]).*", "$1") : "refused"));
        var answer = isKnown ? "{}" : "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such stream\"}";
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(isKnown ? 200 : 400, answer.length());
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }
}
