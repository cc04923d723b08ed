package dev.slipway.registry.cost;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many of the bucket's bytes each package has. An object that several have is split between them, a byte that is left over
 * goes to the first of them by name: so the shares add up to what is stored. What no package has yet or any more is nobody's.
 */
final class StoredShares {

    private static final String NOBODY = "";
    private static final String BLOBS = "blobs/";

    /** All that a registry's bucket has. */
    private static final List<String> FOLDERS = List.of(BLOBS, "staging/", "statements/");

    /** As many as S3 lists in one call. */
    private static final int PAGE = 1000;

    private final SortedMap<String, Long> shares = new TreeMap<>();

    /** The packages that have an object, by its id, in the order of their names. */
    private final Map<String, List<String>> holders = new HashMap<>();

    private StoredShares() {}

    /** In bytes, by the packages' names; the empty name's are nobody's. */
    static SortedMap<String, Long> of(Table table, Bucket bucket) {
        var all = new StoredShares();
        table.sortKeys(Query.all(Keys.REPOSITORIES, "")).forEach(name -> all.readLinks(table, name));
        for (var folder : FOLDERS) {
            all.readObjects(bucket, folder);
        }
        return all.shares;
    }

    private void readLinks(Table table, String name) {
        for (var link : table.query(Query.all(Keys.within(new RepositoryName(name)), Keys.LINK))) {
            link.findText("object")
                    .ifPresent(object -> holders.computeIfAbsent(object, _ -> new ArrayList<>(1))
                            .add(name));
        }
    }

    private void readObjects(Bucket bucket, String folder) {
        var after = "";
        List<ListedObject> page;
        do {
            page = bucket.page(folder, after, PAGE);
            for (var object : page) {
                share(object);
                after = object.key();
            }
        } while (page.size() == PAGE);
    }

    private void share(ListedObject object) {
        var key = object.key();
        var id = key.startsWith(BLOBS) ? key.substring(key.lastIndexOf('/') + 1) : "";
        var names = holders.getOrDefault(id, List.of(NOBODY));
        var left = object.size() % names.size();
        for (var name : names) {
            shares.merge(name, object.size() / names.size() + (left > 0 ? 1 : 0), Math::addExact);
            left--;
        }
    }
}
