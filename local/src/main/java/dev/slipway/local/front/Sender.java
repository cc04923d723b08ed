package dev.slipway.local.front;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes the one answer of an exchange. */
final class Sender {

    /** What the server says for itself. */
    private static final Set<String> FRAMING = Set.of("content-length", "date", "transfer-encoding", "keep-alive");

    private static final Set<Integer> BODILESS = Set.of(204, 304);

    private final Request request;
    private final Response response;
    private final Callback exchange;
    private final ViewerBody body;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();

    Sender(Request request, Response response, Callback exchange) {
        this.request = request;
        this.response = response;
        this.exchange = exchange;
        this.body = new ViewerBody(
                Content.Source.asInputStream(request), request.getHeaders().contains(HttpHeader.EXPECT));
    }

    /** What the client sends; read by an origin before its answer, or discarded after it. */
    ViewerBody body() {
        return body;
    }

    /** Whether an answer is on its way, and another would come too late. */
    boolean hasBegun() {
        return begun.get();
    }

    /**
     * @throws ViewerGoneException when the client no longer listens
     */
    void send(Answer answer) throws IOException {
        begun.set(true);
        try (var content = answer.body()) {
            write(answer, content);
            body.discard();
            exchange.succeeded();
        } catch (ViewerGoneException e) {
            throw e;
        } catch (IOException e) {
            throw new ViewerGoneException(e);
        }
    }

    /** How many bytes of the body were sent. */
    long sent() {
        return sent.get();
    }

    private final class Counting extends FilterOutputStream {

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            sent.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            sent.addAndGet(length);
        }
    }

    /** Hangs up. */
    void abandon() {
        exchange.failed(new Request.Handler.AbortException());
    }

    /** The stream is closed only after a whole body: its end would pass for the body's own. */
    @SuppressWarnings("resource")
    private void write(Answer answer, Body content) throws IOException {
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        boolean empty = head || BODILESS.contains(answer.status());
        response.setStatus(answer.status());
        putHeaders(answer.headers(), head);
        if (!empty) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length());
        }
        var out = new Counting(Response.asBufferedOutputStream(request, response));
        if (!empty) {
            content.writeTo(out);
        }
        out.close();
    }

    private void putHeaders(Map<String, List<String>> all, boolean head) {
        var headers = response.getHeaders();
        all.forEach((name, values) -> {
            if (!FRAMING.contains(name) || (head && name.equals("content-length"))) {
                values.forEach(value -> headers.add(name, value));
            }
        });
    }
}
