package dev.slipway.relay.web;

import dev.slipway.relay.RelayRequest;
import dev.slipway.relay.RelayResponse;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One request to the program and its answer, over HTTP/1.1, half-duplex: nothing is read before the whole body is written. */
final class Exchange implements AutoCloseable {

    /** The program hung up, or was made to. Unlike other failures this one is not the client's. */
    static final class FunctionGoneException extends IOException {

        private static final long serialVersionUID = 1L;

        FunctionGoneException(IOException cause) {
            super(cause);
        }
    }

    private static final int PIECE = 1 << 16;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Socket socket = new Socket();

    /** @throws FunctionGoneException when the program does not answer; any other failure is one to read the client's body */
    RelayResponse run(InetSocketAddress function, RelayRequest request, Map<String, List<String>> headers)
            throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(function);
            socket.getOutputStream().write(head(request, headers));
        } catch (IOException e) {
            throw new FunctionGoneException(e);
        }
        send(request);
        try {
            return AnswerReader.read(
                    new BufferedInputStream(socket.getInputStream()),
                    request.method().equals("HEAD"));
        } catch (IOException e) {
            throw new FunctionGoneException(e);
        }
    }

    @Override
    public void close() {
        giveUp();
    }

    /** Ends it, from any thread. */
    void giveUp() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // there is nothing left to free
        }
    }

    private void send(RelayRequest request) throws IOException {
        var chunked = request.length().isEmpty();
        var left = request.length().orElse(Long.MAX_VALUE);
        var piece = new byte[PIECE];
        while (left > 0) {
            var count = read(request.body(), piece, (int) Math.min(left, PIECE));
            if (count < 0 && !chunked) {
                throw new EOFException("the client's body ended before its announced length");
            }
            if (count < 0) {
                write(piece, 0, true);
                return;
            }
            write(piece, count, chunked);
            left -= count;
        }
    }

    private static int read(InputStream body, byte[] piece, int most) throws IOException {
        var count = body.read(piece, 0, most);
        while (count == 0) {
            count = body.read(piece, 0, most);
        }
        return count;
    }

    /** A piece of the body, or as chunk; the one without bytes is the last. */
    private void write(byte[] piece, int count, boolean chunked) throws FunctionGoneException {
        try {
            OutputStream out = socket.getOutputStream();
            if (chunked) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(piece, 0, count);
            if (chunked) {
                out.write(LINE_END);
            }
        } catch (IOException e) {
            throw new FunctionGoneException(e);
        }
    }

    private static byte[] head(RelayRequest request, Map<String, List<String>> headers) {
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
        headers.forEach((name, values) -> values.forEach(value -> head.append(name + ": " + value + "\r\n")));
        head.append(
                request.length().isPresent()
                        ? "content-length: " + request.length().getAsLong()
                        : "transfer-encoding: chunked");
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
