package dev.slipway.registry.manifest;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.blob.ObjectItem;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rules for deleting tags and manifests. */
public final class ManifestDeletions {

    private static final int MOST_ATTEMPTS = 10;

    private final Table table;
    private final InstantSource clock;

    public ManifestDeletions(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Deletes a tag and leaves its manifest; {@code MANIFEST_UNKNOWN} where there is no such tag. */
    public void delete(RepositoryName repository, Tag tag) {
        var refused = table.write(List.of(new Write.Delete(Keys.tag(repository, tag), Condition.EXISTS)));
        if (!refused.isEmpty()) {
            throw Manifests.unknown(tag);
        }
    }

    /**
     * Deletes a manifest, all tags that point at it and its place among referrers; {@code MANIFEST_UNKNOWN} where there
     * is none. A manifest that a push of an index has pinned and not yet used stays: that push counts as the later of the
     * two.
     */
    public void delete(RepositoryName repository, Digest digest) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var found = table.get(Keys.manifest(repository, digest));
            if (found.isEmpty() && attempt == 0) {
                throw Manifests.unknown(digest);
            }
            if (found.isEmpty() || isPinned(found.get()) || delete(repository, found.get(), digest)) {
                return;
            }
        }
        throw new IllegalStateException("the manifest " + digest + " is pushed too often to delete it");
    }

    /** Deletes in one step what there is now; false when a push came between. */
    private boolean delete(RepositoryName repository, Item item, Digest digest) {
        var stored = StoredManifest.read(digest, item);
        var writes = new ArrayList<Write>();
        writes.add(new Write.Delete(
                item.key(),
                Condition.all(
                        Condition.equal("push", stored.push().value()),
                        new Condition.MissingOrBelow("pinned", now()))));
        stored.subject()
                .ifPresent(subject ->
                        writes.add(new Write.Delete(Keys.referrer(repository, subject, digest), Condition.ALWAYS)));
        stored.object().ifPresent(object -> writes.add(ObjectItem.fewer(new Blob(digest, stored.size(), object))));
        var tags = untag(repository, digest);
        var most = Table.MOST_WRITES - writes.size();
        while (tags.size() > most) {
            var some = tags.subList(0, most);
            if (!table.write(List.copyOf(some)).isEmpty()) {
                return false;
            }
            some.clear();
        }
        writes.addAll(tags);
        return table.write(writes).isEmpty();
    }

    private List<Write> untag(RepositoryName repository, Digest digest) {
        return table.query(Query.all(Keys.within(repository), Keys.TAG)).stream()
                .filter(item -> item.text("digest").equals(digest.toString()))
                .<Write>map(item -> new Write.Delete(item.key(), Condition.equal("digest", digest.toString())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private boolean isPinned(Item manifest) {
        return manifest.findNumber("pinned").orElse(0L) >= now();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
