package dev.slipway.local.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Takes parts by signed URL, on a port of its own on the loopback interface: what S3 does for presigned URLs. */
final class PartServer implements AutoCloseable {

    /** The most that a part may have: 5 GiB. */
    private static final long LARGEST_PART = 5L << 30;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private record Answer(int status, String text) {}

    private final FileMultipartUploads uploads;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final PartSignature signature = PartSignature.withRandomKey();

    private PartServer(FileMultipartUploads uploads, HttpServer server) {
        this.uploads = uploads;
        this.server = server;
    }

    static PartServer start(FileMultipartUploads uploads) throws IOException {
        // Without it, small answers wait for the client's delayed acknowledgement. Read once, by the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
        var server = new PartServer(uploads, http);
        http.setExecutor(server.executor);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    URI url(ObjectKey key, String upload, int number, Instant expiry) {
        var path = new PartPath(key, upload, number, PartPath.roundUp(expiry));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path.signed(signature));
    }

    /** A part that somebody in this process has for a URL; empty where the URL is not this server's, or allows nothing. */
    Optional<PartReceipt> take(URI url, InputStream content, long size) {
        var port = server.getAddress().getPort();
        return Optional.of(url)
                .filter(own -> own.getPort() == port && "127.0.0.1".equals(own.getHost()))
                .flatMap(own -> PartPath.verify(own, signature, Instant.now()))
                .flatMap(path -> uploads.receive(path.key(), path.upload(), path.number(), content, size));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = decide(exchange);
            var body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            // Before closing, which waits for some of a refused body: the client may be waiting for the answer.
            exchange.getResponseBody().flush();
        }
    }

    private Answer decide(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("PUT")) {
            exchange.getResponseHeaders().set("Allow", "PUT");
            return new Answer(405, "a part is PUT\n");
        }
        var path = PartPath.verify(exchange.getRequestURI(), signature, Instant.now());
        if (path.isEmpty()) {
            return new Answer(403, "not a URL that was given out here, or expired\n");
        }
        var length = length(exchange);
        if (length.isEmpty()) {
            return new Answer(411, "a part has a Content-Length\n");
        }
        if (length.get() > LARGEST_PART) {
            return new Answer(413, "a part has at most 5 GiB\n");
        }
        try {
            return receive(exchange, path.get(), length.get());
        } catch (UncheckedIOException _) {
            return new Answer(503, "the part cannot be stored now\n");
        }
    }

    private Answer receive(HttpExchange exchange, PartPath path, long length) {
        var receipt = uploads.receive(path.key(), path.upload(), path.number(), exchange.getRequestBody(), length);
        return switch (receipt.orElse(null)) {
            case null -> new Answer(404, "no such upload\n");
            case PartReceipt.Stored(var part) -> {
                exchange.getResponseHeaders().set("ETag", part.tag());
                yield new Answer(200, "");
            }
            case PartReceipt.CutShort(var received) -> new Answer(400, "only " + received + " bytes came\n");
        };
    }

    private static Optional<Long> length(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Length"))
                .filter(LENGTH.asMatchPredicate())
                .map(Long::valueOf);
    }
}
