package dev.slipway.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on loopback that writes down what it was asked and fails when told to. */
abstract class FakeServer implements AutoCloseable {

    /** One request as it came. */
    record Call(String line, String query, Map<String, List<String>> headers) {}

    private static final ThreadLocal<Boolean> LOSING = ThreadLocal.withInitial(() -> false);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers a request; its body need not be read. */
    abstract void answer(HttpExchange exchange, String line) throws IOException;

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void fail(Fault fault) {
        faults.add(fault);
    }

    List<Call> calls() {
        return calls;
    }

    /** How many requests matched, failed ones included. */
    long count(String pattern) {
        return calls.stream().filter(call -> call.line().matches(pattern)).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        if (LOSING.get()) {
            throw new IOException("loses the answer as told");
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    static void error(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"as the fake says\"}]}");
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var line = exchange.getRequestMethod() + " " + uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        calls.add(new Call(line, query, Map.copyOf(exchange.getRequestHeaders())));
        for (var fault : faults) {
            if (fault.hits(line) && strike(fault, exchange)) {
                return;
            }
        }
        answer(exchange, line);
    }

    private static boolean strike(Fault fault, HttpExchange exchange) throws IOException {
        try {
            if (!fault.gate().await(30, TimeUnit.SECONDS)) {
                throw new IOException("the gate stayed shut");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        switch (fault.status()) {
            case Fault.NONE -> {
                return false;
            }
            case Fault.LOSE_ANSWER -> {
                LOSING.set(true);
                return false;
            }
            case Fault.HANG_UP -> throw new IOException("hangs up as told");
            default -> send(exchange, fault.status(), fault.body());
        }
        return true;
    }
}
