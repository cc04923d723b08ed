package dev.slipway.e2e.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What Lambda serves to one instance of a function (Lambda Developer Guide, "Using the Lambda runtime API"). With SnapStart the
 * instance asks to be restored before it asks for an event; it is, at once.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";

    private final String function;
    private final Loopback server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** For a function of this ARN. */
    RuntimeApi(String function) {
        this.function = function;
        server = new Loopback(this::handle);
    }

    /** {@code HOST:PORT}. */
    String address() {
        return server.address();
    }

    /** Completes when the function waits for its first event, and fails with a {@link FunctionError} if it cannot. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** What the instance has asked, in order and without the ids of invocations. */
    List<String> asked() {
        return asked;
    }

    void submit(Invocation invocation) {
        waiting.add(invocation);
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(ROOT.length()).split("/", -1);
        asked.add(path[0] + "/" + path[path.length - 1]);
        var body = exchange.getRequestBody().readAllBytes();
        switch (String.join("/", path)) {
            case "invocation/next" -> next(exchange);
            case "restore/next" -> Loopback.send(exchange, 200, new byte[0]);
            case "init/error", "restore/error" -> {
                ready.completeExceptionally(new FunctionError(new String(body, UTF_8)));
                Loopback.send(exchange, 202, new byte[0]);
            }
            default -> end(exchange, path[1], path[2], body);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.complete(null);
        try {
            var invocation = waiting.take();
            underWay.put(invocation.id(), invocation);
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(invocation.deadline().toEpochMilli()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", function);
            headers.set("Lambda-Runtime-Trace-Id", "Root=1-67432a00-0123456789abcdef01234567;Sampled=0");
            headers.set("Content-Type", "application/json");
            Loopback.send(exchange, 200, invocation.event());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(HttpExchange exchange, String id, String how, byte[] body) throws IOException {
        var invocation = Optional.ofNullable(underWay.remove(id));
        if (invocation.isEmpty()) {
            Loopback.send(exchange, 400, new byte[0]);
        } else if (how.equals("response")) {
            Loopback.send(exchange, 202, new byte[0]);
            invocation.get().answer().complete(body);
        } else {
            Loopback.send(exchange, 202, new byte[0]);
            invocation.get().answer().completeExceptionally(new FunctionError(new String(body, UTF_8)));
        }
    }
}
