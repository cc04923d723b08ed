package dev.slipway.relay.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The function's program, running. It ends with this process, even when this one is killed. */
final class NodeProcess implements AutoCloseable {

    /** How long Lambda waits until the server listens. */
    private static final Duration INIT = Duration.ofSeconds(10);

    /** Lambda gives a second after SIGTERM; on a busy machine the process may take a little to hear it. */
    private static final long SECONDS_TO_STOP = 3;

    /** 1,024 descriptors, as on Lambda; a lower limit stays. */
    private static final List<String> LIMITED =
            List.of("sh", "-c", "ulimit -n 1024 2>/dev/null; exec \"$@\"", "slipway-relay");

    /** Not part of what is deployed: ends the process when its standard input does, which this process holds open. */
    private static final String ENDS_WITH_INPUT = "data:text/javascript;base64,"
            + Base64.getEncoder()
                    .encodeToString(
                            "process.stdin.on('end', () => process.emit('SIGTERM')).on('error', () => {}).resume();"
                                    .getBytes(StandardCharsets.UTF_8));

    private final Process process;
    private final InetSocketAddress address;

    private NodeProcess(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    static NodeProcess start(WebFunctionSettings settings) throws IOException {
        try (var files = FunctionFiles.unpack()) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
            var started = new NodeProcess(launch(settings, files, address), address);
            try {
                started.awaitListening();
                return started;
            } catch (IOException e) {
                started.close();
                throw e;
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to stop, and makes it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(WebFunctionSettings settings, FunctionFiles files, InetSocketAddress address)
            throws IOException {
        var command = new ArrayList<>(LIMITED);
        command.add(settings.node().program().toString());
        command.add("--import");
        command.add(ENDS_WITH_INPUT);
        command.add(files.entry().toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(settings.log());
        var path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().putAll(settings.environment());
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        builder.environment()
                .put("AWS_LAMBDA_HTTP_ENDPOINT", address.getAddress().getHostAddress() + ":" + address.getPort());
        return builder.start();
    }

    private void awaitListening() throws IOException {
        var deadline = System.nanoTime() + INIT.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("the web relay does not start");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped while the web relay starts", e);
            }
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(address, (int) INIT.toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
