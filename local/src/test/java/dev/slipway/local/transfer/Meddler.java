package dev.slipway.local.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Stands between a client and a registry, its bucket included, and does to requests what a test tells it. */
final class Meddler implements AutoCloseable {

    /** What happens to a request; the wire's own answer where it passes. */
    sealed interface Fate {
        Fate PASS = new Pass();
        Fate HANG_UP = new HangUp();
        Fate LOSE_ANSWER = new LoseAnswer();
        Fate HOLD = new Hold();

        record Pass() implements Fate {}

        record HangUp() implements Fate {}

        record LoseAnswer() implements Fate {}

        /** Nothing, until the meddler is closed or decides anew. */
        record Hold() implements Fate {}

        record Answer(int status, String retryAfter) implements Fate {}

        /** So many bytes of the answer, then nothing. */
        record Cut(int bytes) implements Fate {}
    }

    private static final Pattern BUCKET = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern VIA = Pattern.compile("/bucket/(\\d+)(/.*)");
    private static final List<String> PASSED = List.of("content-type", "range", "accept", "content-range");

    private static final int PIECE = 1 << 16;

    private final String registry;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(1);
    private volatile Function<String, Fate> fates = request -> Fate.PASS;

    Meddler(String registry) throws IOException {
        this.registry = registry;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Decides about each request, written {@code METHOD PATH}, without its query. */
    void decide(Function<String, Fate> decision) {
        fates = decision;
        held.countDown();
        held = new CountDownLatch(1);
    }

    List<String> requests() {
        return requests;
    }

    /** Returns when no request is under way but those that are held. */
    void awaitIdle() throws InterruptedException {
        while (underWay.get() > 0) {
            Thread.sleep(20);
        }
    }

    long count(String start) {
        return requests.stream().filter(request -> request.startsWith(start)).count();
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try {
            meddle(exchange);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void meddle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(request);
        var fate = fates.apply(request);
        if (fate instanceof Fate.Hold) {
            hold();
        }
        if (fate instanceof Fate.HangUp || fate instanceof Fate.Hold) {
            exchange.close();
            return;
        }
        if (fate instanceof Fate.Answer(var status, var retryAfter)) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        var answer = pass(exchange, body);
        if (fate instanceof Fate.LoseAnswer) {
            exchange.close();
            return;
        }
        send(exchange, answer, fate instanceof Fate.Cut(var bytes) ? bytes : Integer.MAX_VALUE);
    }

    private void hold() throws IOException {
        underWay.decrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            underWay.incrementAndGet();
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
        var uri = exchange.getRequestURI().toString();
        var bucket = VIA.matcher(uri);
        var target = bucket.matches() ? "http://127.0.0.1:" + bucket.group(1) + bucket.group(2) : registry + uri;
        var request = HttpRequest.newBuilder(URI.create(target))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void send(HttpExchange exchange, HttpResponse<byte[]> answer, int most) throws IOException {
        var body = answer.body();
        if (exchange.getRequestURI().getPath().endsWith("/parts")) {
            body = BUCKET.matcher(new String(body, StandardCharsets.UTF_8))
                    .replaceAll(url() + "/bucket/$1/")
                    .getBytes(StandardCharsets.UTF_8);
        }
        answer.headers().map().forEach((name, values) -> {
            if (!List.of("content-length", "transfer-encoding", "connection", "date")
                    .contains(name)) {
                exchange.getResponseHeaders()
                        .put(
                                name,
                                values.stream()
                                        .map(value -> value.replace(registry, url()))
                                        .toList());
            }
        });
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.statusCode(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            for (int from = 0; from < Math.min(most, body.length); from += PIECE) {
                exchange.getResponseBody().write(body, from, Math.min(PIECE, Math.min(most, body.length) - from));
            }
            exchange.getResponseBody().flush();
        }
        if (body.length <= most) {
            exchange.close();
        } else {
            throw new IOException("cut");
        }
    }
}
