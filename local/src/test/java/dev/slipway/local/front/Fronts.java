package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeDecision.Forward;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;
import dev.slipway.local.edge.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A front on a free port whose edge sends everything to one origin, unless told otherwise. */
final class Fronts implements AutoCloseable, EdgeStep {

    private final Front front;
    private final BlockingQueue<EdgeRequest> seen = new LinkedBlockingQueue<>();
    private final Function<EdgeRequest, EdgeDecision> rule;

    Fronts(OriginServer origin) throws IOException {
        this(origin, viewer -> forward(Origin.API, viewer));
    }

    Fronts(OriginServer origin, Function<EdgeRequest, EdgeDecision> rule) throws IOException {
        this.rule = rule;
        front = new Front(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.open(this, Map.of(Origin.API, origin), AccessLog.NONE);
    }

    static Forward forward(Origin origin, EdgeRequest viewer) {
        return new Forward(origin, viewer.method(), viewer.uri(), viewer.query(), viewer.headers());
    }

    @Override
    public EdgeDecision request(EdgeRequest viewer) {
        seen.add(viewer);
        return rule.apply(viewer);
    }

    @Override
    public EdgeResponse response(Forward forward, EdgeResponse response) {
        var headers = new HashMap<>(response.headers());
        headers.put("x-edge", List.of("passed"));
        return new EdgeResponse(response.status(), headers);
    }

    int port() {
        return front.port();
    }

    /** What the edge was asked first; waits for it. */
    EdgeRequest seen() throws InterruptedException {
        return Optional.ofNullable(seen.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    List<EdgeRequest> allSeen() {
        return List.copyOf(seen);
    }

    Wire wire() throws IOException {
        return new Wire(port());
    }

    /** What comes back for these bytes, up to the end of the connection. */
    String exchange(String request) throws IOException {
        try (var wire = wire()) {
            return wire.send(request).finish().read();
        }
    }

    @Override
    public void close() {
        front.close();
    }
}
