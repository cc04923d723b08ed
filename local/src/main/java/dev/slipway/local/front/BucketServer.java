package dev.slipway.local.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.store.PartSignature;
import dev.slipway.registry.state.ObjectKey;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives out objects by presigned URL, on a port of its own on the loopback interface: what S3 does. It listens from the first URL
 * on.
 */
public final class BucketServer implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int FORBIDDEN = 403;

    private static final Pattern QUERY =
            Pattern.compile("(x-slipway-transfer=([0-9a-f]{1,64}))&expires=([0-9]{1,12})&signature=([0-9a-f]{64})");

    private final OriginServer bucket;
    private final Log log;
    private final InstantSource clock;
    private final PartSignature signature = PartSignature.withRandomKey();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpServer server;

    /** Is told of each answer to a URL that was given out here. */
    @FunctionalInterface
    public interface Log {

        /**
         * An answer is over.
         *
         * @param transfer the id that the URL was given
         * @param client what it calls itself
         * @param out bytes of the body that were sent, if only to one who hung up
         */
        void sent(String transfer, String client, int status, long out);
    }

    public BucketServer(OriginServer bucket, Log log, InstantSource clock) {
        this.bucket = bucket;
        this.log = log;
        this.clock = clock;
    }

    /** A URL that gives out an object's bytes to whoever has it; by a name, as some clients follow no redirect to an address. */
    public String url(ObjectKey key, String transfer, Duration validity) {
        var expiry = Long.toString(clock.instant().plus(validity).getEpochSecond());
        var signed = "/" + key + "?x-slipway-transfer=" + transfer;
        return "http://localhost:" + listening().getAddress().getPort() + signed + "&expires=" + expiry + "&signature="
                + signature.of(signed, expiry);
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
        executor.shutdownNow();
    }

    private synchronized HttpServer listening() {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.setExecutor(executor);
            server.createContext("/", this::answer);
            server.start();
        }
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var transfer = transfer(exchange);
            if (transfer.isEmpty()) {
                exchange.sendResponseHeaders(FORBIDDEN, -1);
                return;
            }
            bucket.handle(request(exchange), answer -> send(exchange, transfer.get(), answer));
        }
    }

    /** As S3, which signs the method and the time as well. */
    private Optional<String> transfer(HttpExchange exchange) {
        var url = exchange.getRequestURI();
        var query = QUERY.matcher(String.valueOf(url.getRawQuery()));
        return query.matches()
                        && exchange.getRequestMethod().equals("GET")
                        && signature.matches(query.group(4), url.getRawPath() + "?" + query.group(1), query.group(3))
                        && clock.instant().getEpochSecond() < Long.parseLong(query.group(3))
                ? Optional.of(query.group(2))
                : Optional.empty();
    }

    private static OriginRequest request(HttpExchange exchange) {
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new OriginRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                "",
                headers,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                0,
                InputStream.nullInputStream());
    }

    private void send(HttpExchange exchange, String transfer, Answer answer) {
        var counted = new Counted(exchange.getResponseBody());
        try (var body = answer.body()) {
            headers(answer).forEach(exchange.getResponseHeaders()::put);
            exchange.sendResponseHeaders(answer.status(), body.length() == 0 ? -1 : body.length());
            body.writeTo(counted);
            counted.flush();
        } catch (IOException _) { // the client hung up
            return;
        } finally {
            var client = exchange.getRequestHeaders().getFirst("User-Agent");
            log.sent(transfer, client == null ? "" : client, answer.status(), counted.count);
        }
    }

    /** The server says itself how long an answer is. */
    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        headers.remove("content-length");
        return headers;
    }

    private static final class Counted extends FilterOutputStream {

        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
