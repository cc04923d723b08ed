package dev.slipway.registry.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a registry keeps everything but bytes: items of at most 400 KB in partitions, as in DynamoDB. Every read sees
 * every write that was acknowledged before it began.
 */
public interface Table {

    /** How many writes one call takes: the limit of DynamoDB's TransactWriteItems. */
    int MOST_WRITES = 100;

    Optional<Item> get(Key key);

    /** The items that there are among these, in no order and in as few calls as can be. */
    Map<Key, Item> getAll(Collection<Key> keys);

    /** The items of a run, sorted by their sort key; fewer than the limit means that there are no more. */
    List<Item> query(Query query);

    /** The sort keys of the items that {@link #query} finds, for whoever needs no more of them. */
    default List<String> sortKeys(Query query) {
        return query(query).stream().map(item -> item.key().sort()).toList();
    }

    /**
     * Makes all changes, or none where a condition does not hold. Conflicts with other writers are retried inside.
     *
     * @param writes 1 to {@link #MOST_WRITES}, each to another key
     * @return the keys whose condition did not hold: empty when everything was written
     */
    Set<Key> write(List<Write> writes);
}
