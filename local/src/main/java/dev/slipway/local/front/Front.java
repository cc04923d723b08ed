package dev.slipway.local.front;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.edge.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server in front of everything. */
public final class Front implements AutoCloseable {

    /** Connections that wait to be accepted: as many as come at once when a cluster pulls. */
    private static final int BACKLOG = 1024;

    /** Who is in the middle of a request when the server stops has this long to finish. */
    private static final int SECONDS_TO_FINISH = 1;

    static {
        // Read once, by the first server of the process. What was set from outside stays.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<Exchanges> exchanges = Optional.empty();

    /**
     * Takes the address, so that nobody else can; connections wait until {@link #open}.
     *
     * @throws IOException when the address is in use or is not this machine's
     */
    public Front(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, BACKLOG);
        server.setExecutor(threads);
    }

    /** The port it listens on: what was asked for, or a free one if that was 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Begins to answer. */
    public void open(EdgeStep edge, Map<Origin, OriginServer> origins, AccessLog access) {
        exchanges = Optional.of(new Exchanges(edge, origins, access));
        server.createContext("/", exchanges.get());
        server.start();
    }

    @Override
    public void close() {
        boolean busy = exchanges.map(Exchanges::underWay).orElse(0) > 0;
        server.stop(busy ? SECONDS_TO_FINISH : 0);
        threads.shutdownNow();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
