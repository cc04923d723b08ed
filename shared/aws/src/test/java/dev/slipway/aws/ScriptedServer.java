package dev.slipway.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that plays AWS's troubles: it gives the answers it was told, in order, and keeps what it was asked. */
final class ScriptedServer implements AutoCloseable {

    /** What the server was sent. */
    record Received(String method, URI target, Map<String, String> headers, String body) {}

    /** What it answers; empty where it takes the request and hangs up without a word. */
    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Deque<Optional<Answer>> answers = new ConcurrentLinkedDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ScriptedServer answers(int status, String type, String body) {
        answers.add(Optional.of(new Answer(status, type, body)));
        return this;
    }

    ScriptedServer answersJson(int status, String body) {
        return answers(status, "application/x-amz-json-1.0", body);
    }

    ScriptedServer answersXml(int status, String body) {
        return answers(status, "application/xml", body);
    }

    /** Takes the next request, and its answer is lost. */
    ScriptedServer hangsUp() {
        answers.add(Optional.empty());
        return this;
    }

    List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(read(exchange));
            var next = answers.pollFirst();
            if (next == null) {
                exchange.sendResponseHeaders(418, -1);
            } else if (next.isPresent()) {
                send(exchange, next.get());
            }
        }
    }

    private static Received read(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Received(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
