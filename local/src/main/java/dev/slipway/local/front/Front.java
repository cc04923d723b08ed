package dev.slipway.local.front;

import dev.slipway.local.edge.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server in front of everything. */
public final class Front implements AutoCloseable {

    /** Connections that wait to be accepted: as many as come at once when a cluster pulls. */
    private static final int BACKLOG = 1024;

    /** Who is in the middle of a request when the server stops has this long to finish. */
    private static final int MILLISECONDS_TO_FINISH = 1000;

    /** A connection on which nothing moves is closed after a quarter of an hour, the longest that a relay may think. */
    private static final int MOST_IDLE_MILLISECONDS = 15 * 60_000;

    private static final int BUFFER = 32 << 10;

    /** For the server's own few tasks; requests have virtual threads. */
    private static final int SERVER_THREADS = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final ServerConnector connector;
    private Optional<Exchanges> exchanges = Optional.empty();

    /**
     * Takes the address, so that nobody else can; connections wait until {@link #open}.
     *
     * @throws IOException when the address is in use or is not this machine's
     */
    public Front(InetSocketAddress address) throws IOException {
        var pool = new QueuedThreadPool(SERVER_THREADS, 1);
        pool.setName("front");
        pool.setVirtualThreadsExecutor(threads);
        server = new Server(pool);
        server.setErrorHandler(new Refusals());
        connector = connector(server);
        server.addConnector(connector);
        take(address);
    }

    /** The port it listens on: what was asked for, or a free one if that was 0. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Begins to answer. */
    public void open(EdgeStep edge, Map<Origin, OriginServer> origins, AccessLog access) {
        var handler = new Exchanges(edge, origins, access);
        exchanges = Optional.of(handler);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    @Override
    public void close() {
        boolean busy = exchanges.map(Exchanges::underWay).orElse(0) > 0;
        server.setStopTimeout(busy ? MILLISECONDS_TO_FINISH : 0);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        } finally {
            connector.close();
            threads.shutdownNow();
        }
    }

    /** Bound here, because the connector would hide what is wrong with an address. */
    private void take(InetSocketAddress address) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            connector.open(channel.bind(address, BACKLOG));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static ServerConnector connector(Server server) {
        var protocol = new HttpConnectionFactory(configuration());
        protocol.setInputBufferSize(BUFFER);
        var connector = new ServerConnector(server, null, null, null, 0, -1, protocol);
        connector.setIdleTimeout(MOST_IDLE_MILLISECONDS);
        connector.setShutdownIdleTimeout(MILLISECONDS_TO_FINISH / 2);
        return connector;
    }

    /** Paths come as they were sent: what to make of them is the edge's to say. */
    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(
                HttpCompliance.STRICT.with("front", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        configuration.setRequestHeaderSize(2 * ViewerReader.LARGEST_HEAD);
        configuration.setOutputBufferSize(BUFFER);
        return configuration;
    }
}
