package dev.slipway.registry.state;

/**
 * A run of items in one partition, in order.
 *
 * @param prefix what every sort key begins with
 * @param after items up to and including this sort key are left out; empty leaves none out
 * @param limit how many items at most, 1 or more
 */
public record Query(String partition, String prefix, String after, int limit) {

    public Query {
        if (limit < 1) {
            throw new IllegalArgumentException("a query asks for one item or more, not " + limit);
        }
    }

    /** All items whose sort key begins with a prefix. */
    public static Query all(String partition, String prefix) {
        return new Query(partition, prefix, "", Integer.MAX_VALUE);
    }
}
