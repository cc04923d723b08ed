package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.aws.QueryRequests;
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

    private static final int BESIDES = 2;

    static SqliteRun of(Query query) {
        var goesOn = !query.after().isEmpty() && compare(query.after(), query.prefix()) >= 0;
        var start = new Key(query.partition(), goesOn ? query.after() : query.prefix());
        return new SqliteRun(start, !goesOn, query.prefix(), query.limit());
    }

    /** All that DynamoDB may have to read for it: where its range begins with the key to go on after, that one and one more. */
    static SqliteRun range(Query query) {
        if (!QueryRequests.includesAfter(query)) {
            return of(query);
        }
        var limit = query.limit() + Math.min(BESIDES, Integer.MAX_VALUE - query.limit());
        return new SqliteRun(new Key(query.partition(), query.after()), true, query.prefix(), limit);
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
