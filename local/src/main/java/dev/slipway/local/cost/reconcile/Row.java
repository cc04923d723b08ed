package dev.slipway.local.cost.reconcile;

import java.io.IOException;
import java.util.Map;

/** A line of a bill as it stands in its file. */
interface Row {

    /** What a field has, as a text; empty for nothing, and where the file has no such column. */
    String text(Field field);

    /**
     * The tags by their keys, which AWS writes in various ways.
     *
     * @throws IOException where they cannot be read
     */
    Map<String, String> tags() throws IOException;

    /** Reads the rows of a file one by one. */
    @FunctionalInterface
    interface Reader {

        /**
         * Reads the next one.
         *
         * @throws IOException where the row is not as it should be
         */
        void read(Layout layout, Row row) throws IOException;
    }
}
