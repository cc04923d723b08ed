package dev.slipway.registry.cost;

import java.time.Instant;
import java.util.function.Consumer;

/** The log that has receipts, and what Lambda reports of each invocation. */
@FunctionalInterface
public interface ReceiptLines {

    /**
     * A line.
     *
     * @param time when it was logged
     * @param stream which instance of a function has logged it: one that answers one request after the other
     */
    record Line(Instant time, String stream, String text) {}

    /**
     * Reads the lines that were logged in some time, those of a stream in their order; there may be others among them that are
     * neither receipts nor reports.
     *
     * @param from the first moment
     * @param to the moment after the last
     */
    void read(Instant from, Instant to, Consumer<Line> line);
}
