package dev.slipway.relay.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.relay.RelaySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes a relay beside a client, and how. */
class RelayFrontTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> seen = new AtomicReference<>("");

    @SuppressWarnings("NullAway.Init")
    private HttpServer registry;

    @SuppressWarnings("NullAway.Init")
    private RelayFront front;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.setExecutor(threads);
        registry.start();
        front = RelayFront.start(
                RelaySettings.forRegistry(URI.create(origin())),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        front.close();
        registry.stop(0);
        client.close();
        threads.close();
    }

    @Test
    void passesARequestOnAsTheRegistrysOwn() throws Exception {
        serves(exchange -> {
            var headers = exchange.getRequestHeaders();
            seen.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + headers.getFirst("Host") + " "
                    + headers.getFirst("Authorization") + " " + headers.getFirst("X-Hop") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:1");
            exchange.getResponseHeaders().add("Connection", "X-Secret");
            exchange.getResponseHeaders().add("X-Secret", "1");
            answer(exchange, 201, "done");
        });
        var raw = raw(
                "PUT /v2/a%2Fb/manifests/1?tag=x%20y HTTP/1.1\r\nHost: localhost:5001\r\nAuthorization: Bearer t\r\n"
                        + "Connection: X-Hop, close\r\nX-Hop: 1\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(seen.get())
                .isEqualTo("PUT /v2/a%2Fb/manifests/1?tag=x%20y " + origin().substring("http://".length())
                        + " Bearer t null {}");
        assertThat(raw)
                .startsWith("HTTP/1.1 201")
                .containsIgnoringCase("docker-content-digest: sha256:1")
                .doesNotContainIgnoringCase("x-secret")
                .endsWith("\r\n\r\ndone");
    }

    @Test
    void theChallengeLeadsToTheRegistryItself() throws Exception {
        serves(exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"" + origin() + "/token\"");
            answer(exchange, 401, "{}");
        });
        assertThat(send("GET", "/v2/", "").headers().firstValue("www-authenticate"))
                .contains("Bearer realm=\"" + origin() + "/token\"");
    }

    @Test
    void uploadsComeByAgainAndDownloadsDoNot() {
        var locations = new Locations(URI.create("https://registry.example.com"));
        assertThat(locations.forClient("https://registry.example.com:443/v2/a/blobs/uploads/1?state=x"))
                .isEqualTo("/v2/a/blobs/uploads/1?state=x");
        assertThat(locations.forClient("/v2/a/blobs/sha256:1")).isEqualTo("/v2/a/blobs/sha256:1");
        for (var other : new String[] {
            "https://registry.example.com/download/x?state=y",
            "https://bucket.example.com/v2/x",
            "http://registry.example.com/v2/",
            "::"
        }) {
            assertThat(locations.forClient(other)).isEqualTo(other);
        }
    }

    @Test
    void streamsRangesOfAnswersAndKeepsTheLengthOfAHead() throws Exception {
        var content = new byte[3_000_000];
        content[2_999_999] = 7;
        serves(exchange -> {
            seen.set(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-Length", "3000000");
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(206, 0); // in chunks
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        assertThat(send("HEAD", "/v2/a/blobs/x", "").headers().firstValueAsLong("content-length"))
                .hasValue(3_000_000);
        var request = HttpRequest.newBuilder(URI.create(url("/download/x"))).header("Range", "bytes=5-");
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(seen.get()).isEqualTo("bytes=5-");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(content);
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() {
        serves(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("broken");
        });
        assertThatThrownBy(() -> send("GET", "/v2/x", "")).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatNoHandlerTakesAndSaysWhenThereIsNoRegistry() throws Exception {
        serves(exchange -> answer(exchange, 200, ""));
        assertThat(send("PUT", "/v2/a/manifests/1", "x".repeat((4 << 20) + 1)).statusCode())
                .isEqualTo(413);
        registry.stop(0);
        var answer = send("GET", "/v2/", "");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"the registry does not answer; please try again\"}]}");
    }

    @Test
    void whatIsNoHttpIsAnsweredAtOnce() throws Exception {
        assertThat(raw("\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /v2/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void waitsForWhatIsUnderWayWhenItIsClosed() throws Exception {
        var arrived = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        serves(exchange -> {
            arrived.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            answer(exchange, 200, "late");
        });
        var late = threads.submit(() -> send("GET", "/v2/", ""));
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        var closing = threads.submit(front::close);
        while (accepts()) {
            Thread.sleep(10);
        }
        goOn.countDown();
        assertThat(late.get(20, TimeUnit.SECONDS).body()).isEqualTo("late");
        closing.get(20, TimeUnit.SECONDS);
    }

    @Test
    void theProgramOfTheImageTakesItsSettingsFromTheEnvironment() throws Exception {
        assertThatThrownBy(() -> RelayProgram.start(Map.of())).hasMessageStartingWith("SLIPWAY_REGISTRY must be");
        assertThatThrownBy(() -> RelayProgram.start(Map.of("SLIPWAY_REGISTRY", "https://u:p@example.com")))
                .isInstanceOf(IllegalArgumentException.class);
        serves(exchange -> answer(exchange, 200, "here"));
        try (var program = RelayProgram.start(
                Map.of("SLIPWAY_REGISTRY", origin(), "SLIPWAY_PORT", "0", "SLIPWAY_HOST", "127.0.0.1"))) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + "/v2/"));
            assertThat(client.send(request.build(), BodyHandlers.ofString()).body())
                    .isEqualTo("here");
        }
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            return socket.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(path))).method(method, BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String text) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + front.port() + path;
    }

    private String origin() {
        return "http://127.0.0.1:" + registry.getAddress().getPort();
    }

    private void serves(HttpHandler handler) {
        registry.createContext("/", handler);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
