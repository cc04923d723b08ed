package dev.slipway.relay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A client that speaks HTTP/1.1 byte by byte, so that it can misbehave. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream answers;

    RawClient(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(30_000);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request's head; the headers are whole lines. */
    RawClient head(String method, String target, String... headers) throws IOException {
        var head = method + " " + target + " HTTP/1.1\r\nHost: registry.example.com\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
        return send(head.getBytes(StandardCharsets.ISO_8859_1), 0, head.length());
    }

    RawClient send(byte[] bytes, int from, int length) throws IOException {
        socket.getOutputStream().write(bytes, from, length);
        socket.getOutputStream().flush();
        return this;
    }

    RawClient chunk(byte[] bytes, int from, int length) throws IOException {
        text(Integer.toHexString(length) + "\r\n").send(bytes, from, length);
        return text("\r\n");
    }

    RawClient text(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    /** Ends what is sent, as a client that died does, but still listens. */
    RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Whether nothing has been answered yet. */
    boolean silent() throws IOException {
        socket.setSoTimeout(100);
        answers.mark(1);
        try {
            var first = answers.read();
            answers.reset();
            return first < 0;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(30_000);
        }
    }

    /** All of the answer up to where its body should end, or what there is. */
    String answer() throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            var next = answers.read();
            if (next < 0) {
                return text.toString();
            }
            text.append((char) next);
        }
        var length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(text);
        var body = answers.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return text + new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
