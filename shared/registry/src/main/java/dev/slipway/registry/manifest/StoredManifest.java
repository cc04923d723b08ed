package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as its repository keeps it: its bytes beside what is known of them, or in an object of the bucket where they
 * are too many.
 *
 * @param size in bytes
 * @param inline the bytes, where they are few
 * @param object which object has them, where they are many
 */
record StoredManifest(Digest digest, String mediaType, long size, Optional<byte[]> inline, Optional<UploadId> object) {

    static StoredManifest read(Digest digest, Item item) {
        return new StoredManifest(
                digest,
                item.text("mediaType"),
                item.number("size"),
                item.findBytes("content"),
                item.findText("object").map(UploadId::new));
    }

    Item item(RepositoryName repository, long pushed) {
        var item = Item.at(Keys.manifest(repository, digest))
                .with("mediaType", mediaType)
                .with("size", size)
                .with("pushed", pushed);
        return inline.map(content -> item.with("content", content))
                .orElseGet(() -> item.with("object", object.orElseThrow().value()));
    }

    Map<String, Value> attributes(RepositoryName repository, long pushed) {
        return item(repository, pushed).attributes();
    }

    Optional<ObjectKey> key() {
        return object.map(id -> ObjectKey.blob(digest, id));
    }
}
