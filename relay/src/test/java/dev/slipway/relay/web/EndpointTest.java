package dev.slipway.relay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.relay.RelayRequest;
import dev.slipway.relay.RelayResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of an endpoint, in front of a program that says what it was sent. */
@Timeout(60)
final class EndpointTest {

    private static final String HELLO =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nKeep-Alive: 5\r\nDate: now\r\nX-Own: 1\r\n\r\nhello";

    private final ServerSocket program;
    private final InetSocketAddress address;
    private final Endpoint endpoint;

    EndpointTest() throws IOException {
        program = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), program.getLocalPort());
        endpoint = new Endpoint(Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
        program.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, registry.example.com, 404",
        "PATCH, Relay.lambda-web.local, 404",
        "PATCH, relay.lambda-web.local:443, 404",
        "TRACE, relay.lambda-web.local, 400"
    })
    void answersToItsOwnNameAndTheMethodsOfHttp(String method, String host, int status) throws Exception {
        assertThat(endpoint.handle(address, request(method, Map.of("Host", List.of(host))))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void wantsAHostAndNoExpectation() throws Exception {
        assertThat(endpoint.handle(address, request("PATCH", Map.of())).status())
                .isEqualTo(400);
        var expecting = Map.of("Host", List.of(Endpoint.HOST), "Expect", List.of("100-continue"));
        assertThat(endpoint.handle(address, request("PATCH", expecting)).status())
                .isEqualTo(417);
    }

    @Test
    void passesTheMessageAndNotWhatBelongsToTheConnection() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = threads.submit((Callable<String>) () -> {
                try (var connection = program.accept()) {
                    var text = until(connection.getInputStream(), "0\r\n\r\n");
                    connection.getOutputStream().write(HELLO.getBytes(StandardCharsets.ISO_8859_1));
                    return text;
                }
            });
            var answer = endpoint.handle(
                    address,
                    request(
                            "PATCH",
                            Map.of(
                                    "Host", List.of(Endpoint.HOST),
                                    "Connection", List.of("X-Hop"),
                                    "X-Hop", List.of("1"),
                                    "X-Real-IP", List.of("1"),
                                    "Lambda-Web-Anything", List.of("1"),
                                    "X-Passed", List.of("1", "2"))));
            assertThat(sent.get())
                    .startsWith("PATCH /path?query HTTP/1.1\r\n")
                    .contains("host: " + Endpoint.HOST, "x-passed: 1\r\nx-passed: 2", "lambda-web-request-id: ")
                    .doesNotContainIgnoringCase("connection", "x-hop", "real-ip", "anything")
                    .endsWith("\r\n\r\n4\r\nbody\r\n0\r\n\r\n");
            assertThat(answer).extracting(RelayResponse::status).isEqualTo(200);
            assertThat(answer.headers()).containsOnlyKeys("x-own");
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void endsARequestThatTakesTooLong() throws Exception {
        var answer = endpoint.handle(address, request("PATCH", Map.of("Host", List.of(Endpoint.HOST))));
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.header("lambda-web-error-type")).contains("Runtime.RequestTimeout");
    }

    @Test
    void saysSoWhereTheProgramIsGone() throws Exception {
        program.close();
        assertThat(endpoint.handle(address, request("PATCH", Map.of("Host", List.of(Endpoint.HOST))))
                        .status())
                .isEqualTo(502);
    }

    private static RelayRequest request(String method, Map<String, List<String>> headers) {
        var body = new ByteArrayInputStream("body".getBytes(StandardCharsets.UTF_8));
        return new RelayRequest(method, "/path?query", headers, body, OptionalLong.empty());
    }

    private static String until(InputStream in, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            text.append((char) in.read());
        }
        return text.toString();
    }
}
