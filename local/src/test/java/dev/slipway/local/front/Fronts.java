package dev.slipway.local.front;

import dev.slipway.local.front.Decision.Forward;
import dev.slipway.local.front.Decision.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private final BlockingQueue<Viewer> seen = new LinkedBlockingQueue<>();
    private final Function<Viewer, Decision> rule;

    Fronts(Origin origin) throws IOException {
        this(origin, viewer -> forward(Target.API, viewer));
    }

    Fronts(Origin origin, Function<Viewer, Decision> rule) throws IOException {
        this.rule = rule;
        front = new Front(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.open(this, Map.of(Target.API, origin), AccessLog.NONE);
    }

    static Forward forward(Target target, Viewer viewer) {
        return new Forward(target, viewer.method(), viewer.uri(), viewer.query(), viewer.headers());
    }

    @Override
    public Decision decide(Viewer viewer) {
        seen.add(viewer);
        return rule.apply(viewer);
    }

    @Override
    public Answer finish(Viewer viewer, Forward forward, Answer answer) {
        return answer.with("x-edge", "passed");
    }

    int port() {
        return front.port();
    }

    /** What the edge was asked first; waits for it. */
    Viewer seen() throws InterruptedException {
        return Optional.ofNullable(seen.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    List<Viewer> allSeen() {
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
