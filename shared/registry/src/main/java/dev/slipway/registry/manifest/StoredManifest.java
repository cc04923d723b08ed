package dev.slipway.registry.manifest;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as its repository keeps it: its bytes beside what is known of them, or in an object of the bucket where they
 * are too many.
 *
 * @param size in bytes
 * @param inline the bytes, where they are few
 * @param object which object has them, where they are many
 * @param push which push brought it, for whoever deletes it to see whether another has come since
 */
record StoredManifest(
        Digest digest,
        String mediaType,
        long size,
        Optional<byte[]> inline,
        Optional<UploadId> object,
        Optional<Digest> subject,
        UploadId push) {

    static StoredManifest read(Digest digest, Item item) {
        return new StoredManifest(
                digest,
                item.text("mediaType"),
                item.number("size"),
                item.findBytes("content"),
                item.findText("object").map(UploadId::new),
                item.findText("subject").map(Digest::parse),
                new UploadId(item.text("push")));
    }

    /**
     * What the item of this manifest holds.
     *
     * @param pushed when, in seconds since 1970
     */
    Map<String, Value> attributes(long pushed) {
        var attributes = new HashMap<String, Value>();
        attributes.put("mediaType", new Value.Text(mediaType));
        attributes.put("size", new Value.Whole(size));
        attributes.put("pushed", new Value.Whole(pushed));
        attributes.put("push", new Value.Text(push.value()));
        inline.ifPresent(content -> attributes.put("content", new Value.Bytes(content)));
        object.ifPresent(id -> attributes.put("object", new Value.Text(id.value())));
        subject.ifPresent(named -> attributes.put("subject", new Value.Text(named.toString())));
        return attributes;
    }

    Optional<ObjectKey> key() {
        return object.map(id -> ObjectKey.blob(digest, id));
    }
}
