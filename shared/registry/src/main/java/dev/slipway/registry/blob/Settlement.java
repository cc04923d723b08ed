package dev.slipway.registry.blob;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.StoredObject;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds blobs that clients have put into the bucket directly. No handler hears of such a PUT: whoever misses a link looks
 * whether an upload that is open in this very repository has brought the bytes, which the bucket has checked against
 * their SHA-256, and links them.
 */
final class Settlement {

    private final Table table;
    private final Bucket bucket;
    private final Links links;
    private final InstantSource clock;

    Settlement(Table table, Bucket bucket, Links links, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.links = links;
        this.clock = clock;
    }

    /**
     * What there was to be settled.
     *
     * @param open whether an upload was open, and so something may have been linked
     * @param closing uploads whose closing requests have named one of the blobs, while their bytes are being verified
     */
    record Found(boolean open, List<Upload> closing) {}

    /** Links as many of these blobs as open uploads have brought. */
    Found settle(RepositoryName repository, Collection<Digest> digests) {
        var open = table.query(Query.all(Keys.within(repository), Keys.UPLOAD)).stream()
                .filter(item -> UploadItem.isOpen(item, clock.instant()))
                .toList();
        if (open.isEmpty()) {
            return new Found(false, List.of());
        }
        var ids = open.stream().map(item -> UploadItem.id(item).value()).collect(Collectors.toSet());
        digests.stream()
                .filter(digest -> digest.algorithm() == Algorithm.SHA256)
                .forEach(digest -> settle(repository, digest, ids));
        var closing = open.stream()
                .filter(item ->
                        UploadItem.claimed(item).filter(digests::contains).isPresent())
                .map(item -> UploadItem.read(repository, item))
                .toList();
        return new Found(true, closing);
    }

    /** Settles every upload that has brought the blob, so that none brings it back once it is deleted. */
    private void settle(RepositoryName repository, Digest digest, Set<String> open) {
        bucket.list(ObjectKey.blobs(digest)).stream()
                .filter(key -> open.contains(key.last()))
                .flatMap(key -> verified(key, digest).stream())
                .forEach(object -> settle(repository, digest, object));
    }

    private void settle(RepositoryName repository, Digest digest, StoredObject object) {
        var upload = new UploadId(object.key().last());
        var open = new Write.Delete(Keys.upload(repository, upload), Condition.EXISTS);
        links.settle(repository, open, new Blob(digest, object.size(), upload), () -> {});
    }

    private Optional<StoredObject> verified(ObjectKey key, Digest digest) {
        return bucket.find(key)
                .filter(object -> object.sha256().filter(digest::equals).isPresent());
    }
}
