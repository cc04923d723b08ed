package dev.slipway.relay.front;

import dev.slipway.relay.Relay;
import dev.slipway.relay.RelaySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server that clients take for the registry. Holds no credentials: it passes on what clients show. Memory: the relay's part
 * buffers, and for each other request under way at most 4 MiB of its body, and 64 KiB of an answer.
 */
public final class RelayFront implements AutoCloseable {

    /** A connection on which nothing moves is closed after a quarter of an hour, the longest that a registry may think. */
    private static final long MOST_IDLE_MILLISECONDS = Duration.ofMinutes(15).toMillis();

    private static final int LARGEST_HEAD = 40 << 10;
    private static final int BUFFER = 32 << 10;
    private static final int SERVER_THREADS = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Relay relay;
    private final PassThrough passing;
    private final Server server;
    private final ServerConnector connector;

    private RelayFront(RelaySettings settings, Duration end) {
        relay = new Relay(settings);
        passing = new PassThrough(settings.registry(), settings.callTimeout());
        var pool = new QueuedThreadPool(SERVER_THREADS, 1);
        pool.setName("front");
        pool.setVirtualThreadsExecutor(threads);
        server = new Server(pool);
        server.setErrorHandler(new Refusals());
        server.setStopTimeout(end.toMillis());
        connector = new ServerConnector(server, null, null, null, 0, -1, protocol());
        connector.setIdleTimeout(MOST_IDLE_MILLISECONDS);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(new FrontHandler(settings.registry(), relay, passing)));
    }

    /**
     * Starts one.
     *
     * @param end how long requests under way have to end when it is closed
     * @throws IOException when the address is in use or is not this machine's
     */
    public static RelayFront start(RelaySettings settings, InetSocketAddress address, Duration end) throws IOException {
        var channel = ServerSocketChannel.open();
        var front = new RelayFront(settings, end);
        try {
            front.connector.open(channel.bind(address));
            front.server.start();
            return front;
        } catch (IOException e) {
            channel.close();
            front.close();
            throw e;
        } catch (Exception e) {
            front.close();
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no new requests, lets those under way end as long as they may, and gives up the rest. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            // some request did not end in time
        } finally {
            connector.close();
            relay.close();
            passing.close();
            threads.shutdownNow();
        }
    }

    /** Paths are passed on as they were sent. */
    private static HttpConnectionFactory protocol() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(
                HttpCompliance.STRICT.with("front", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        configuration.setRequestHeaderSize(LARGEST_HEAD);
        configuration.setOutputBufferSize(BUFFER);
        var protocol = new HttpConnectionFactory(configuration);
        protocol.setInputBufferSize(BUFFER);
        return protocol;
    }

    /** Where a registry is, which must have neither path nor query. */
    public static URI origin(String registry) {
        var uri = URI.create(registry);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw new IllegalArgumentException("not the address of a registry");
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
