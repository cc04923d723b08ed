package dev.slipway.local.front;

import dev.slipway.local.edge.Origin;
import dev.slipway.registry.error.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes each request through the edge, to an origin, and back. */
final class Exchanges extends Handler.Abstract {

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

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var sender = new Sender(request, response, callback);
        underWay.incrementAndGet();
        try {
            take(request, sender);
        } catch (IOException e) {
            sender.abandon();
        } finally {
            underWay.decrementAndGet();
        }
        return true;
    }

    private void take(Request request, Sender sender) throws IOException {
        try {
            var viewer = ViewerReader.read(request);
            new Turn(viewer, ViewerReader.length(viewer), sender, access).take(edge, origins);
        } catch (MalformedException e) {
            sender.send(Answer.error(e.status(), ErrorCode.UNSUPPORTED, String.valueOf(e.getMessage()))
                    .with("connection", "close"));
        }
    }
}
