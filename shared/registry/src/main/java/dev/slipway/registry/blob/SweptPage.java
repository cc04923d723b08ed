package dev.slipway.registry.blob;

import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the table knows of a page of the bucket's objects.
 *
 * @param pointers of those whose keys do not say their digest
 * @param items of those whose digest is known
 */
record SweptPage(Map<Key, Item> pointers, Map<Key, Item> items) {

    static SweptPage of(List<ListedObject> objects, Table table) {
        var copies = objects.stream()
                .flatMap(object -> copy(object).stream())
                .map(CopyPointer::key)
                .toList();
        var pointers = copies.isEmpty() ? Map.<Key, Item>of() : table.getAll(copies);
        var blobs = objects.stream()
                .flatMap(object -> blob(object, pointers).stream())
                .map(ObjectItem::key)
                .toList();
        return new SweptPage(pointers, table.getAll(blobs));
    }

    /** The id of a listed object whose key does not say its digest. */
    static Optional<UploadId> copy(ListedObject object) {
        if (!object.key().startsWith(ObjectKey.COPIED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UploadId(object.key().substring(ObjectKey.COPIED.length())))
                    .filter(UploadId::isCopy);
        } catch (RegistryException unlike) {
            return Optional.empty();
        }
    }

    /** What a listed object would be the bytes of; empty for what is not ours, or what nobody ever named. */
    Optional<Blob> blob(ListedObject object) {
        return blob(object, pointers);
    }

    /** The item that says whether a listed object lives; of a copy that nobody ever named, its pointer. */
    Optional<Item> item(ListedObject object) {
        var blob = blob(object);
        return blob.isPresent()
                ? Optional.ofNullable(items.get(ObjectItem.key(blob.get())))
                : copy(object).map(copy -> pointers.get(CopyPointer.key(copy)));
    }

    private static Optional<Blob> blob(ListedObject object, Map<Key, Item> pointers) {
        return copy(object)
                .map(copy -> Optional.ofNullable(pointers.get(CopyPointer.key(copy)))
                        .flatMap(CopyPointer::digest)
                        .map(digest -> new Blob(digest, object.size(), copy)))
                .orElseGet(() -> named(object));
    }

    /** A listed object whose key says its digest. */
    private static Optional<Blob> named(ListedObject object) {
        var parts = object.key().split("/", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            var digest = Digest.parse(parts[1] + ":" + parts[2]);
            return Optional.of(new Blob(digest, object.size(), new UploadId(parts[3])))
                    .filter(blob -> blob.key().value().equals(object.key()));
        } catch (RegistryException unlike) {
            return Optional.empty();
        }
    }
}
