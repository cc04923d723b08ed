package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a server does, a command says in one line what, and nothing of the token. */
class MisbehavingRegistryTest {

    private static final String PASSWORD = "a-secret";
    private static final String JSON = "application/json";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void anotherKindOfServer() {
        answers(200, "text/html", "<html>Welcome</html>");
        fails(url + " answered 200 with text/html and not as the management API would: is it a Slipway registry?");
        answers(502, "text/html", "<html>Bad gateway</html>");
        fails(url + " answered 502 with text/html and not");
        answers(404, JSON, "{\"message\":\"Not Found\"}");
        fails(url + " answered 404 with application/json and not");
        answers(200, JSON, "[1,2");
        fails(url + " answered 200 with application/json and not");
        answers(200, JSON, "{\"owners\":[{\"name\":1}]}");
        fails("the answer has no \"name\" as it should be");
        answers(200, JSON, "{\"owners\":{}}");
        fails("the answer has no \"owners\" as it should be");
        answers(403, JSON, "{\"errors\":[{\"code\":3}]}");
        fails(url + " answered 403 with application/json and not");
    }

    @Test
    void anErrorIsOneLineWithoutWhatATerminalObeys() {
        answers(403, JSON, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\\nway \\u001b[31mout\"}]}");
        fails("DENIED: no?way ?[31mout");
        answers(400, JSON, "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}");
        fails("UNSUPPORTED");
    }

    @Test
    void saysWhenToTryAgain() {
        serves(exchange -> {
            exchange.getResponseHeaders().add("retry-after", "17");
            answer(exchange, 429, JSON, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"please wait\"}]}");
        });
        fails("TOOMANYREQUESTS: please wait; try again in 17 seconds");
        serves(exchange -> {
            exchange.getResponseHeaders().add("retry-after", "Wed, 25 Nov 2026 12:00:00 GMT");
            answer(exchange, 429, "text/plain", "slow down");
        });
        fails(url + " answered 429; try again after Wed, 25 Nov 2026 12:00:00 GMT");
    }

    @Test
    void aRedirectIsNotFollowed() {
        serves(exchange -> {
            exchange.getResponseHeaders().add("location", "https://example.com/");
            answer(exchange, 301, "text/html", "moved");
        });
        fails(url + " answered 301 and sends to https://example.com/, which is not followed");
    }

    @Test
    void aListingNeitherLeadsElsewhereNorGoesRoundForEver() {
        var link = new AtomicReference<String>("<http://127.0.0.2/api/v1/owners?last=a>; rel=\"next\"");
        var pages = new AtomicInteger();
        serves(exchange -> {
            pages.incrementAndGet();
            exchange.getResponseHeaders().add("link", link.get());
            answer(exchange, 200, JSON, "{\"owners\":[]}");
        });
        fails("the next page of the listing is elsewhere than at " + url + ": it is not followed");
        assertThat(pages.getAndSet(0)).isEqualTo(1);
        link.set("</api/v1/owners?last=a>; rel=\"next\"");
        fails("the pages that " + url + " answers with have no end");
        assertThat(pages).hasValue(2);
    }

    @Test
    void aServerThatIsNotThere() {
        server.stop(0);
        fails("cannot connect to " + url + ": connection refused");
        url = "https://nosuch.invalid";
        fails("there is no host of the name in " + url);
    }

    @Test
    void aServerThatKeepsSilent() throws IOException {
        serves(exchange -> await());
        failsAfter("did not answer within 1 seconds");
        serves(exchange -> {
            exchange.getResponseHeaders().add("content-type", JSON);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });
        failsAfter("did not answer within 1 seconds");
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "https://localhost:" + mute.getLocalPort();
            failsAfter("did not answer within 1 seconds");
        }
    }

    @Test
    void aServerThatHangsUp() throws Exception {
        try (var rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            url = "http://localhost:" + rude.getLocalPort();
            var hangingUp = threads.submit(() -> {
                while (true) {
                    rude.accept().close();
                }
            });
            fails("the connection to " + url + " broke: ");
            rude.close();
            hangingUp.cancel(true);
        }
    }

    @Test
    void anAnswerThatIsTooLarge() {
        serves(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (var i = 0; i < 17; i++) {
                    body.write(new byte[1 << 20]);
                }
            } catch (IOException e) {
                // The command has had enough.
            }
        });
        fails("the connection to " + url + " broke: ");
    }

    @Test
    void aServerWithoutTls() throws IOException {
        try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            url = "https://localhost:" + plain.getLocalPort();
            threads.execute(() -> {
                try (var connection = plain.accept()) {
                    connection.getInputStream().read(); // as a server does, which never speaks first
                    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The command has gone.
                }
            });
            fails("no TLS with " + url + ": ");
        }
    }

    @Test
    void aCertificateThatNobodySigned() throws Exception {
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.localhost(home, 90)));
        https.start();
        try {
            url = "https://localhost:" + https.getAddress().getPort();
            fails("this machine does not trust the certificate of " + url + ": ");
        } finally {
            https.stop(0);
        }
    }

    @Test
    void aTokenExpiresWhenItIsTold() {
        var body = new AtomicReference<>("");
        serves(exchange -> {
            body.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 400, JSON, "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}");
        });
        for (var wish : new String[][] {
            {"90d", "2027-02-23T12:00:00Z"},
            {"12h", "2026-11-26T00:00:00Z"},
            {"15m", "2026-11-25T12:15:00Z"},
            {"30s", "2026-11-25T12:00:30Z"},
            {"2027-01-31", "2027-01-31T00:00:00Z"}
        }) {
            run(
                    new Shell(home).at(Instant.parse("2026-11-25T12:00:00Z")),
                    "token",
                    "create",
                    "--name",
                    "x",
                    "--scope",
                    "admin",
                    "--user",
                    "ann",
                    "--expires",
                    wish[0],
                    "--registry",
                    url);
            assertThat(body.get())
                    .isEqualTo("{\"name\":\"x\",\"scopes\":[\"admin\"],\"packages\":[],\"expiresAt\":\"" + wish[1]
                            + "\",\"user\":\"ann\"}");
        }
    }

    private void answers(int status, String type, String body) {
        serves(exchange -> answer(exchange, status, type, body));
    }

    private void serves(HttpHandler handler) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            // There was none yet.
        }
        server.createContext("/", handler);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().add("content-type", type);
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fails(String text) {
        check(text, run(new Shell(home), "owner", "list", "--registry", url));
    }

    private void failsAfter(String text) {
        check(text, run(new Shell(home).hasPatience(Duration.ofSeconds(1)), "owner", "list", "--registry", url));
    }

    private Shell.Result run(Shell shell, String... command) {
        return shell.set("SLIPWAY_USERNAME", "admin")
                .set("SLIPWAY_PASSWORD", PASSWORD)
                .run(command);
    }

    private static void check(String text, Shell.Result result) {
        assertThat(result.err())
                .startsWith("slipway: ")
                .contains(text)
                .hasLineCount(1)
                .doesNotContain(PASSWORD);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }
}
