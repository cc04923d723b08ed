package dev.slipway.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP without a client library, which would keep us from saying what no well-bred client says. */
final class Wire {

    private static final int MILLISECONDS = 60_000;
    private static final int CONTINUE = 100;

    private final int port;
    private final String host;

    Wire(Server server) {
        this.port = server.port();
        this.host = server.host();
    }

    /** Sends a request and reads its answer. */
    Answer exchange(Ask ask) throws IOException {
        return exchange(ask.bytes(host), ask.method().equals("HEAD"))
                .orElseThrow(() -> new EOFException("no answer to " + ask.method() + " " + ask.target()));
    }

    /** Sends bytes and reads what is answered, if anything is before the other side hangs up. */
    Optional<Answer> exchange(byte[] request, boolean head) throws IOException {
        return exchange(request, head, false);
    }

    /** The same, and says that no more will come: for requests that may promise more than they hold. */
    Optional<Answer> sayAll(byte[] request, boolean head) throws IOException {
        return exchange(request, head, true);
    }

    /** Sends so many of a request's first bytes and ends: says that no more will come, or just goes. */
    Optional<Answer> cut(byte[] request, int length, boolean listens) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request, 0, length);
            if (!listens) {
                return Optional.empty();
            }
            socket.shutdownOutput();
            return read(new BufferedInputStream(socket.getInputStream()), false);
        } catch (SocketException | EOFException _) {
            return Optional.empty();
        }
    }

    String host() {
        return host;
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(MILLISECONDS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLISECONDS);
        return socket;
    }

    private Optional<Answer> exchange(byte[] request, boolean head, boolean ends) throws IOException {
        try (var socket = connect()) {
            var writer = Thread.ofVirtual().start(() -> {
                write(socket, request);
                if (ends) {
                    end(socket);
                }
            });
            try {
                return read(new BufferedInputStream(socket.getInputStream()), head);
            } catch (SocketException | EOFException _) {
                return Optional.empty();
            } finally {
                writer.interrupt();
            }
        }
    }

    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException _) {
            // The other side has answered without reading all of it, and hung up.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // Already ended by the other side.
        }
    }

    private static Optional<Answer> read(InputStream in, boolean head) throws IOException {
        var first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int status = Integer.parseInt(first.split(" ", 3)[1]);
        Map<String, List<String>> headers = new TreeMap<>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (status == CONTINUE) {
            return read(in, head);
        }
        return Optional.of(new Answer(status, headers, head ? new byte[0] : body(in, headers)));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length").getFirst());
            var body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("the answer was cut short");
            }
            return body;
        }
        return headers.containsKey("transfer-encoding") ? chunks(in) : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
            if (length == 0) {
                return out.toByteArray();
            }
            out.writeBytes(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        var text = line.toString();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
