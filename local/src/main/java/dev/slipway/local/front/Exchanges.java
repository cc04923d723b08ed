package dev.slipway.local.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.slipway.local.edge.Origin;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes each request through the edge, to an origin, and back. */
final class Exchanges implements HttpHandler {

    private final EdgeStep edge;
    private final Map<Origin, OriginServer> origins;
    private final AccessLog access;
    private final AtomicInteger underWay = new AtomicInteger();

    Exchanges(EdgeStep edge, Map<Origin, OriginServer> origins, AccessLog access) {
        this.edge = edge;
        this.origins = Map.copyOf(origins);
        this.access = access;
    }

    /** How many requests are not answered yet. */
    int underWay() {
        return underWay.get();
    }

    /**
     * @throws IOException when the client is gone: only then does the server forget the connection
     */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var sender = new Sender(exchange);
        underWay.incrementAndGet();
        try {
            var viewer = ViewerReader.read(exchange);
            var turn = new Turn(viewer, ViewerReader.length(viewer), sender, access);
            turn.take(edge, origins);
        } catch (MalformedException e) {
            sender.send(Answer.text(e.status(), e.getMessage() + "\n").with("connection", "close"));
        } finally {
            underWay.decrementAndGet();
        }
    }
}
