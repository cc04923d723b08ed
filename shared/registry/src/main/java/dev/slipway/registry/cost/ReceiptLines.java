package dev.slipway.registry.cost;

import java.time.Instant;
import java.util.function.Consumer;

/** Where the lines of receipts are logged. */
@FunctionalInterface
public interface ReceiptLines {

    /**
     * Reads the lines that were logged in some time; there may be others among them that are no receipts.
     *
     * @param from the first moment
     * @param to the moment after the last
     */
    void read(Instant from, Instant to, Consumer<String> line);
}
