package dev.slipway.relay;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay that listens on this machine's loopback address. */
public final class RelayServer implements AutoCloseable {

    /** How long who is in the middle of an upload has to finish when the server stops. */
    private static final int SECONDS_TO_FINISH = 5;

    private final UploadRelay relay;
    private final HttpServer server;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RelayServer(UploadRelay relay, HttpServer server) {
        this.relay = relay;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param port 0 for any that is free
     */
    public static RelayServer start(RelaySettings settings, int port) throws IOException {
        return start(new Relay(settings), port);
    }

    /**
     * Starts one in front of a relay, which is closed with it.
     *
     * @param port 0 for any that is free
     */
    public static RelayServer start(UploadRelay relay, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var started = new RelayServer(relay, HttpServer.create(address, 0));
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    /** Where it listens, without a path. */
    public URI address() {
        var address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Takes no new requests, waits a while for those under way, then gives them up. */
    @Override
    public void close() {
        server.stop(underWay.get() > 0 ? SECONDS_TO_FINISH : 0);
        threads.shutdownNow();
        relay.close();
    }

    /** A failure to read the body passes through: the server then closes the connection without an answer. */
    private void answer(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try {
            relay(exchange);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void relay(HttpExchange exchange) throws IOException {
        var response = relay.handle(request(exchange));
        response.headers()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        var length = exchange.getRequestMethod().equals("HEAD") ? 0 : response.body().length;
        exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(response.body());
        }
        exchange.close();
    }

    private static RelayRequest request(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery();
        return new RelayRequest(
                exchange.getRequestMethod(),
                query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query,
                headers,
                exchange.getRequestBody(),
                length(headers));
    }

    /** The server has refused a length that is no number. */
    private static OptionalLong length(Headers headers) {
        var text = headers.getFirst("Content-Length");
        return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
