package dev.slipway.local.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** One connection, byte by byte. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLISECONDS = 10_000;

    private final Socket socket;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
    }

    /** Sends text, its line ends as HTTP has them. */
    Wire send(String text) throws IOException {
        return send(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends no more. */
    Wire finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** All that comes until the other side closes. */
    String read() throws IOException {
        try (var in = socket.getInputStream()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }

    /** The head of one answer. */
    String readHead() throws IOException {
        var head = new StringBuilder();
        var in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next(in));
        }
        return head.toString();
    }

    /** So many bytes of a body. */
    String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    }

    /** Hangs up at once, without the good manners of TCP. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int next(InputStream in) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new IOException("the connection ended within the head of an answer");
        }
        return read;
    }
}
