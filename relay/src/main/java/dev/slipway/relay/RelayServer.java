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

/** A relay that listens on this machine's loopback address. */
public final class RelayServer implements AutoCloseable {

    private final Relay relay;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RelayServer(Relay relay, HttpServer server) {
        this.relay = relay;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param port 0 for any that is free
     */
    public static RelayServer start(RelaySettings settings, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var started = new RelayServer(new Relay(settings), HttpServer.create(address, 0));
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

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        relay.close();
    }

    /** A failure to read the body passes through: the server then closes the connection without an answer. */
    private void answer(HttpExchange exchange) throws IOException {
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
