package dev.slipway.relay;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Takes parts by PUT. Keeps their bytes, or their lengths and checksums only. */
final class FakeBucket extends FakeServer {

    /** A part that came; without bytes when the bucket keeps none. */
    record Part(String tag, long size, long checksum, byte[] bytes) {}

    private static final Set<String> ORDINARY = Set.of("Content-length", "Host", "User-agent", "Connection", "Accept");

    private final boolean keeping;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger arriving = new AtomicInteger();
    private final AtomicInteger mostArriving = new AtomicInteger();
    private final AtomicInteger tags = new AtomicInteger();

    FakeBucket(boolean keeping) throws IOException {
        this.keeping = keeping;
    }

    Optional<Part> part(String upload, int number) {
        return Optional.ofNullable(parts.get("/" + upload + "/" + number));
    }

    int mostArriving() {
        return mostArriving.get();
    }

    List<String> violations() {
        return violations;
    }

    @Override
    void answer(HttpExchange exchange, String line) throws IOException {
        exchange.getRequestHeaders().keySet().stream()
                .filter(name -> !ORDINARY.contains(name))
                .forEach(name -> violations.add("the bucket got " + name));
        mostArriving.accumulateAndGet(arriving.incrementAndGet(), Math::max);
        try {
            var part = read(exchange);
            parts.put(exchange.getRequestURI().getRawPath(), part);
            exchange.getResponseHeaders().set("ETag", part.tag());
        } finally {
            arriving.decrementAndGet();
        }
        send(exchange, line.startsWith("PUT ") ? 200 : 405, "");
    }

    private Part read(HttpExchange exchange) throws IOException {
        var tag = "\"tag-" + tags.incrementAndGet() + "\"";
        if (keeping) {
            var bytes = exchange.getRequestBody().readAllBytes();
            return new Part(tag, bytes.length, 0, bytes);
        }
        var checked = new CheckedInputStream(exchange.getRequestBody(), new CRC32());
        var size = checked.transferTo(OutputStream.nullOutputStream());
        return new Part(tag, size, checked.getChecksum().getValue(), new byte[0]);
    }
}
