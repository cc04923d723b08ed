package dev.slipway.registry.blob;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.ObjectKey;

/**
 * Content that a repository links, whose bytes are known to hash to its digest.
 *
 * @param size in bytes
 * @param object the upload that brought the bytes, which names the object that holds them
 */
public record Blob(Digest digest, long size, UploadId object) {

    /** What whoever needs a blob asks of its link: that it is there, and not being verified. */
    public static final Condition LINKED = new Condition.Without(Link.UNVERIFIED);

    /** Where the bytes are. */
    public ObjectKey key() {
        return ObjectKey.blob(digest, object);
    }
}
