package dev.slipway.local.cost.focus;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file of rows that is being written; it is whole once it is closed. */
interface RowFile extends Closeable {

    /** Adds a row: a value for each column, an empty text for a null. */
    void add(List<Object> row) throws IOException;
}
