package dev.slipway.local.front;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes the one answer of an exchange. */
final class Sender {

    /** What the server says for itself. */
    private static final Set<String> FRAMING = Set.of("content-length", "date", "transfer-encoding", "keep-alive");

    private static final Set<Integer> BODILESS = Set.of(204, 304);

    private final HttpExchange exchange;
    private final ViewerBody body;
    private final AtomicBoolean begun = new AtomicBoolean();

    Sender(HttpExchange exchange) {
        this.exchange = exchange;
        this.body = new ViewerBody(exchange.getRequestBody());
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
            boolean head = exchange.getRequestMethod().equals("HEAD");
            putHeaders(answer, head);
            if (head || BODILESS.contains(answer.status()) || content.length() == 0) {
                body.discard();
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                sendWith(content, answer.status());
            }
        } catch (ViewerGoneException e) {
            throw e;
        } catch (IOException e) {
            throw new ViewerGoneException(e);
        }
    }

    /** Forgets the exchange, as far as that can be done from a thread that the server does not know. */
    void abandon() {
        exchange.close();
    }

    private void sendWith(Body content, int status) throws IOException {
        exchange.sendResponseHeaders(status, content.length());
        try (var out = exchange.getResponseBody()) {
            content.writeTo(out);
            out.flush();
            body.discard();
        }
        exchange.close();
    }

    private void putHeaders(Answer answer, boolean head) {
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach((name, values) -> {
            if (!FRAMING.contains(name) || (head && name.equals("content-length"))) {
                headers.put(name, List.copyOf(values));
            }
        });
    }
}
