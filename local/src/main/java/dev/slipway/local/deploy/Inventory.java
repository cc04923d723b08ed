package dev.slipway.local.deploy;

import dev.slipway.local.BinarySize;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * How much there is to lose.
 *
 * @param repositories that have an image
 * @param bytes of all layers, each once
 */
record Inventory(long repositories, long bytes) {

    private static final int PAGE = 1000;

    static Inventory of(State state, Remains remains) {
        var repositories = remains.tables().stream()
                .mapToLong(name -> repositories(state.table(name)))
                .sum();
        var bytes = remains.buckets().stream()
                .mapToLong(name -> bytes(state.bucket(name)))
                .sum();
        return new Inventory(repositories, bytes);
    }

    boolean isEmpty() {
        return repositories == 0 && bytes == 0;
    }

    private static long repositories(Table table) {
        try {
            return table.sortKeys(Query.all(Keys.REPOSITORIES, "")).stream()
                    .filter(name -> hasImage(table, name))
                    .count();
        } catch (ResourceNotFoundException _) {
            return 0;
        }
    }

    private static boolean hasImage(Table table, String repository) {
        var partition = Keys.within(new RepositoryName(repository));
        return !table.sortKeys(new Query(partition, Keys.MANIFEST, "", 1)).isEmpty();
    }

    private static long bytes(Bucket bucket) {
        var bytes = 0L;
        var after = "";
        try {
            while (true) {
                var page = bucket.page("blobs/", after, PAGE);
                bytes += page.stream().mapToLong(ListedObject::size).sum();
                if (page.size() < PAGE) {
                    return bytes;
                }
                after = page.getLast().key();
            }
        } catch (NoSuchBucketException _) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return (repositories == 1 ? "1 repository" : repositories + " repositories") + " with images, "
                + BinarySize.of(bytes);
    }
}
