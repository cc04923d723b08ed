package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.Origin;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One line for each request, without its query: what a capability allows stays out of logs. */
public interface AccessLog {

    /** Says nothing. */
    AccessLog NONE = (viewer, answer, passed, taken) -> {};

    /**
     * What has passed the front.
     *
     * @param origin who answered; empty for the edge itself
     * @param in bytes of the body that were read
     * @param out bytes of the body that were sent, if only to one who hung up
     */
    record Passed(Optional<Origin> origin, long in, long out) {}

    void log(EdgeRequest viewer, Answer answer, Passed passed, Duration taken);

    /** This log, and then another. */
    default AccessLog and(AccessLog other) {
        return (viewer, answer, passed, taken) -> {
            log(viewer, answer, passed, taken);
            other.log(viewer, answer, passed, taken);
        };
    }

    static AccessLog to(PrintStream out) {
        return (viewer, answer, passed, taken) -> out.printf(
                "%s %s %s %s %d %d %dms%n",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                viewer.address(),
                viewer.method(),
                viewer.uri(),
                answer.status(),
                answer.body().length(),
                taken.toMillis());
    }
}
