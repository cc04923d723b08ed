package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The rules for deleting tags and manifests. */
public final class ManifestDeletions {

    private final Table table;
    private final Bucket bucket;
    private final InstantSource clock;

    public ManifestDeletions(Table table, Bucket bucket, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
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
     * Deletes a manifest and all tags that point at it; {@code MANIFEST_UNKNOWN} where there is none. The tags go first,
     * so that none ever points at nothing; one that a push moves meanwhile stays. A manifest that a push of an index has
     * pinned and not yet used stays as well: that push counts as the later of the two.
     */
    public void delete(RepositoryName repository, Digest digest) {
        var key = Keys.manifest(repository, digest);
        var stored = table.get(key)
                .map(item -> StoredManifest.read(digest, item))
                .orElseThrow(() -> Manifests.unknown(digest));
        var writes = new ArrayList<Write>();
        writes.addAll(untag(repository, digest));
        subject(stored)
                .ifPresent(subject ->
                        writes.add(new Write.Delete(Keys.referrer(repository, subject, digest), Condition.ALWAYS)));
        writes.add(new Write.Delete(
                key, new Condition.MissingOrBelow("pinned", clock.instant().getEpochSecond())));
        for (var from = 0; from < writes.size(); from += Table.MOST_WRITES) {
            write(writes.subList(from, Math.min(writes.size(), from + Table.MOST_WRITES)), key, stored);
        }
    }
}
