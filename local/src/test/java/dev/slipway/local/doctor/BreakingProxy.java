package dev.slipway.local.doctor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;

/** Stands before a registry and breaks what a test says. A connection has one request; heads and bodies pass as they are. */
final class BreakingProxy implements AutoCloseable {

    private static final int LINGER_MILLISECONDS = 5_000;
    private static final int LONGEST_MILLISECONDS = 120_000;
    private static final int PIECE = 16 << 10;

    private final int registry;
    private final Breakage breakage;
    private final boolean hasTls;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BreakingProxy(String registry, Breakage breakage, Optional<SSLContext> tls) throws IOException {
        this.registry = URI.create(registry).getPort();
        this.breakage = breakage;
        this.hasTls = tls.isPresent();
        var loopback = InetAddress.getLoopbackAddress();
        server = tls.isPresent()
                ? tls.get().getServerSocketFactory().createServerSocket(0, 50, loopback)
                : new ServerSocket(0, 50, loopback);
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return (hasTls ? "https" : "http") + "://" + host();
    }

    /** As {@code 127.0.0.1}, or as {@code localhost} where a certificate says so. */
    String host() {
        return (hasTls ? "localhost:" : "127.0.0.1:") + server.getLocalPort();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException | RejectedExecutionException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            answer(client);
        } catch (IOException e) {
            // the client has gone, or finds that the connection broke
        }
    }

    private void answer(Socket client) throws IOException {
        client.setSoTimeout(LONGEST_MILLISECONDS);
        var in = new BufferedInputStream(client.getInputStream());
        var asked = Asked.read(in);
        var instead = breakage.instead().apply(asked);
        if (instead.isPresent()) {
            client.getOutputStream().write(instead.get().bytes(asked));
        } else {
            pass(client, in, asked);
        }
        linger(client, in);
    }

    private void pass(Socket client, InputStream in, Asked asked) throws IOException {
        try (var upstream = new Socket(InetAddress.getLoopbackAddress(), registry)) {
            upstream.getOutputStream()
                    .write(breakage.asked()
                            .apply(asked)
                            .with("connection", "close")
                            .bytes());
            var pump = threads.submit(() -> {
                pump(in, upstream.getOutputStream(), client);
                return null;
            });
            var from = new BufferedInputStream(upstream.getInputStream());
            var reply = Reply.read(from, asked);
            while (reply.isInterim()) {
                client.getOutputStream().write(reply.bytes(asked));
                reply = Reply.read(from, asked);
            }
            client.getOutputStream()
                    .write(breakage.answered().apply(asked, reply).bytes(asked));
            client.getOutputStream().flush();
            pump.cancel(true);
        }
    }

    private void pump(InputStream in, OutputStream out, Socket client) throws IOException {
        var buffer = new byte[PIECE];
        long passed = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            passed += count;
            if (passed > breakage.most()) {
                client.close();
                return;
            }
            out.write(buffer, 0, count);
        }
    }

    /** Closing on bytes under way would take the answer with them. */
    private static void linger(Socket client, InputStream in) throws IOException {
        client.shutdownOutput();
        client.setSoTimeout(LINGER_MILLISECONDS);
        var buffer = new byte[PIECE];
        int count = 0;
        while (count >= 0) {
            count = in.read(buffer);
        }
    }
}
