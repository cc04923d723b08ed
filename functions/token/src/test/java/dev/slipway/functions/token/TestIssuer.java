package dev.slipway.functions.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An issuer of ID tokens on this machine, that can be made to misbehave. */
final class TestIssuer implements AutoCloseable {

    static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String KEYS = "/keys";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();

    TestIssuer(WorkloadKey... keys) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        discover(name(), name() + KEYS);
        publish(keys);
    }

    /** As the {@code iss} claim has it. */
    String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The claims of a good token. */
    JsonMembers claims(Instant now) {
        return JsonMembers.NONE
                .text("iss", name())
                .text("aud", "slipway")
                .text("sub", "repo:acme/app:ref:refs/heads/main")
                .with("iat", now.getEpochSecond())
                .with("nbf", now.getEpochSecond())
                .with("exp", now.getEpochSecond() + 300);
    }

    /** The paths that were asked for, in order. */
    List<String> requests() {
        return requests;
    }

    void publish(WorkloadKey... keys) {
        answer(KEYS, Stream.of(keys).map(WorkloadKey::json).collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    void discover(String issuer, String keys) {
        answer(
                DISCOVERY,
                JsonMembers.NONE.text("issuer", issuer).text("jwks_uri", keys).toString());
    }

    void answer(String path, String text) {
        answer(path, exchange -> {
            var body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    void answer(String path, HttpHandler handler) {
        answers.put(path, handler);
    }

    void goDown() {
        answers.replaceAll((path, handler) -> exchange -> exchange.sendResponseHeaders(503, -1));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(path);
            answers.getOrDefault(path, none -> none.sendResponseHeaders(404, -1))
                    .handle(exchange);
        }
    }
}
