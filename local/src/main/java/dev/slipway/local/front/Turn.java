package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeDecision.Forward;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;
import dev.slipway.local.edge.Origin;
import dev.slipway.registry.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One request, from the edge's first word to the last byte of the answer. */
final class Turn {

    private static final int ERRORS = 400;

    private final EdgeRequest viewer;
    private final long length;
    private final Sender sender;
    private final AccessLog access;
    private final Thread own = Thread.currentThread();
    private final long start = System.nanoTime();
    private volatile Optional<Origin> asked = Optional.empty();

    Turn(EdgeRequest viewer, long length, Sender sender, AccessLog access) {
        this.viewer = viewer;
        this.length = length;
        this.sender = sender;
        this.access = access;
    }

    @SuppressWarnings("CatchingUnchecked") // a fault of the registry's own must not take the console or the connection
    void take(EdgeStep edge, Map<Origin, OriginServer> origins) throws IOException {
        try {
            switch (edge.request(viewer)) {
                case EdgeDecision.Answer answer -> send(Answer.of(answer));
                case Forward forward -> forward(forward, edge, origins);
            }
        } catch (ViewerGoneException e) {
            throw e;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ViewerGoneException gone) {
                throw gone;
            }
            fail(e);
        } catch (Exception e) {
            fail(e);
        }
    }

    private void forward(Forward forward, EdgeStep edge, Map<Origin, OriginServer> origins) throws IOException {
        var origin = origins.get(forward.origin());
        if (origin == null) {
            throw new IllegalStateException("the edge knows of an origin that is not there: " + forward.origin());
        }
        asked = Optional.of(forward.origin());
        var request = new OriginRequest(
                forward.method(),
                forward.uri(),
                forward.query(),
                forward.headers(),
                viewer.address(),
                length,
                sender.body());
        origin.handle(request, answer -> reply(finished(edge, forward, answer)));
    }

    /** The response function sees no error, and no body. */
    private static Answer finished(EdgeStep edge, Forward forward, Answer answer) {
        if (answer.status() >= ERRORS) {
            return answer;
        }
        var response = edge.response(forward, new EdgeResponse(answer.status(), answer.headers()));
        return new Answer(response.status(), response.headers(), answer.body());
    }

    /** An origin may answer on a thread of its own, which has nobody to tell that the client is gone. */
    private void reply(Answer answer) {
        try {
            send(answer);
        } catch (IOException e) {
            if (Thread.currentThread() == own) {
                throw new UncheckedIOException(e);
            }
            sender.abandon();
        }
    }

    private void send(Answer answer) throws IOException {
        try {
            sender.send(answer);
        } finally { // a client that has heard enough may hang up before it has sent all
            var passed = new AccessLog.Passed(asked, sender.body().received(), sender.sent());
            access.log(viewer, answer, passed, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void fail(Exception failure) throws IOException {
        synchronized (System.err) {
            System.err.println(viewer.method() + " " + viewer.uri() + " failed");
            failure.printStackTrace();
        }
        if (sender.hasBegun()) {
            throw new IOException("the answer was cut short", failure);
        }
        send(Answer.error(500, ErrorCode.UNKNOWN, ErrorCode.UNKNOWN.message()));
    }
}
