package dev.slipway.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsAddressRangesTest {

    private static final byte[] DOCUMENT = """
            {"syncToken": "7", "ipv6_prefixes": [], "prefixes": [
              {"ip_prefix": "3.80.0.0/12", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"}]}
            """.getBytes(UTF_8);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private HttpHandler answers = exchange -> send(exchange, 200, DOCUMENT.length, DOCUMENT);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answers.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsWhatIsPublished() {
        var ranges = AwsAddressRanges.from(Map.of("SLIPWAY_ADDRESS_RANGES", url(), "AWS_REGION", "us-east-1"))
                .get();

        assertThat(ranges.version()).isEqualTo("7");
        assertThat(ranges.blocks().count()).isOne();
    }

    @Test
    void anErrorIsNoDocument() {
        answers = exchange -> send(exchange, 503, DOCUMENT.length, DOCUMENT);
        fails(url() + ": answered 503");
    }

    @Test
    void noRedirectIsFollowed() {
        answers = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            send(
                    exchange,
                    exchange.getRequestURI().getPath().equals("/elsewhere") ? 200 : 302,
                    DOCUMENT.length,
                    DOCUMENT);
        };
        fails(url() + ": answered 302");
    }

    @Test
    void aConnectionThatBreaksOffIsAnError() {
        answers = exchange -> send(exchange, 200, DOCUMENT.length + 10, DOCUMENT);
        assertThatThrownBy(this::read).hasMessageStartingWith(url() + ": ");
    }

    @Test
    void aDocumentThatEndsInTheMiddleIsAnError() {
        answers = exchange -> send(
                exchange, 200, 50, new String(DOCUMENT, UTF_8).substring(0, 50).getBytes(UTF_8));
        assertThatThrownBy(this::read)
                .hasMessageStartingWith(url() + ": the address ranges are not JSON, or break off: ");
    }

    @Test
    void whoNeverEndsIsNotWaitedFor() {
        var over = new CountDownLatch(1);
        answers = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(over);
        };
        try {
            assertThatThrownBy(() -> ranges(url(), Duration.ofMillis(200)).get())
                    .hasMessage(url() + " takes longer than 0 s");
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ip-ranges.amazonaws.com/",
                "http://localhost/",
                "file:///etc/hosts",
                "ftp://127.0.0.1/",
                "x"
            })
    void nothingElseIsAsked(String url) {
        assertThatThrownBy(() -> ranges(url, Duration.ofSeconds(10)).get()).hasMessage(url + " is no https URL");
    }

    private void fails(String message) {
        assertThatThrownBy(this::read).hasMessage(message);
    }

    private void read() {
        ranges(url(), Duration.ofSeconds(60)).get();
    }

    private static AwsAddressRanges ranges(String url, Duration patience) {
        return new AwsAddressRanges(URI.create(url), "us-east-1", patience);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ip-ranges.json";
    }

    private static void send(HttpExchange exchange, int status, long length, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
