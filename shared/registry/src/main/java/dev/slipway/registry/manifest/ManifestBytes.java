package dev.slipway.registry.manifest;

import dev.slipway.registry.blob.Blob;
import dev.slipway.registry.blob.ObjectItem;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.util.Optional;

/**
 * Where the bytes of one manifest go while it is pushed: beside what is known of it where they are few, else into an object
 * of the bucket; the one of an earlier push of the same, or a new one.
 */
final class ManifestBytes {

    /** Manifests up to this size are kept in the table: cheaper to read than an object, and faster. */
    private static final int LARGEST_INLINE = 64 << 10;

    private static final Place INLINE = new Place(Optional.empty(), Condition.ALWAYS, Optional.empty());

    private final Table table;
    private final Bucket bucket;
    private final RepositoryName repository;
    private final Digest digest;
    private final byte[] content;
    private Optional<UploadId> brought = Optional.empty();

    ManifestBytes(Table table, Bucket bucket, RepositoryName repository, Digest digest, byte[] content) {
        this.table = table;
        this.bucket = bucket;
        this.repository = repository;
        this.digest = digest;
        this.content = content;
    }

    /**
     * One of the places.
     *
     * @param object the object that has the bytes; empty where they are few
     * @param condition what must be true of the manifest's item, or else the object is linked by nobody for sure
     * @param link what makes a new object's item, in the transaction that writes the manifest: its first link
     */
    record Place(Optional<UploadId> object, Condition condition, Optional<Write> link) {}

    /** Where the bytes are now; called again when the condition did not hold. */
    Place place() {
        if (content.length <= LARGEST_INLINE) {
            return INLINE;
        }
        var item = table.get(Keys.manifest(repository, digest));
        if (item.isEmpty()) {
            var object = bring();
            var link = ObjectItem.first(new Blob(digest, content.length, object));
            return new Place(Optional.of(object), Condition.ABSENT, Optional.of(link));
        }
        return item.flatMap(ManifestBytes::object)
                .map(object ->
                        new Place(Optional.of(object), Condition.equal("object", object.value()), Optional.empty()))
                .orElse(INLINE);
    }

    /** Deletes the object that was brought unless it is the one in use. Only once it is certain what was written. */
    void discardBut(Optional<UploadId> used) {
        brought.filter(object -> !Optional.of(object).equals(used))
                .ifPresent(object -> bucket.delete(ObjectKey.blob(digest, object)));
    }

    private UploadId bring() {
        var object = brought.orElseGet(() -> {
            var id = UploadId.random();
            bucket.put(ObjectKey.blob(digest, id), content);
            return id;
        });
        brought = Optional.of(object);
        return object;
    }

    private static Optional<UploadId> object(Item item) {
        return item.findText("object").map(UploadId::new);
    }
}
