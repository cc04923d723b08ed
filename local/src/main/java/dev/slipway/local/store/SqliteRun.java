package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import java.util.Arrays;

/**
 * A query as the database is asked it.
 *
 * @param start the key from which to read on
 * @param inclusive whether an item at that key is part of the run
 * @param prefix of all sort keys; the first that begins otherwise ends the run
 * @param limit how many items at most
 */
record SqliteRun(Key start, boolean inclusive, String prefix, int limit) {

    static SqliteRun of(Query query) {
        var goesOn = !query.after().isEmpty() && compare(query.after(), query.prefix()) >= 0;
        var start = new Key(query.partition(), goesOn ? query.after() : query.prefix());
        return new SqliteRun(start, !goesOn, query.prefix(), query.limit());
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
