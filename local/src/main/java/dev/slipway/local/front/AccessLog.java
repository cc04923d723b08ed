package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeRequest;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line for each request, without its query: what a capability allows stays out of logs. */
public interface AccessLog {

    /** Says nothing. */
    AccessLog NONE = (viewer, answer, taken) -> {};

    void log(EdgeRequest viewer, Answer answer, Duration taken);

    static AccessLog to(PrintStream out) {
        return (viewer, answer, taken) -> out.printf(
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
