package dev.slipway.registry.blob;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import java.time.Instant;
import java.util.Optional;

/**
 * That a repository has a blob, as it is kept in the table: in an object, or, while nobody knows yet whether the client that
 * brought the bytes is right about their digest, in an upload.
 *
 * @param size in bytes
 * @param object what has the verified bytes
 * @param unverified the upload whose bytes are being verified; set where {@code object} is not
 */
record Link(Digest digest, long size, Optional<UploadId> object, Optional<UploadId> unverified) {

    /** Whoever needs a blob asks that its link has none of these. */
    static final String UNVERIFIED = "unverified";

    /** The item of a link to an object. */
    static Item to(Blob blob, RepositoryName repository, Instant now) {
        return Item.at(Keys.link(repository, blob.digest()))
                .with("object", blob.object().value())
                .with("size", blob.size())
                .with("pushed", now.getEpochSecond());
    }

    /** The item of a link to what is being verified. It expires as its upload does. */
    static Item to(Upload upload, Digest claimed, Instant now) {
        return Item.at(Keys.link(upload.repository(), claimed))
                .with(UNVERIFIED, upload.id().value())
                .with("size", upload.offset())
                .with("pushed", now.getEpochSecond())
                .with("expires", now.plus(Progress.LIFE).getEpochSecond());
    }

    /** Reads an item; what has expired is absent. */
    static Optional<Link> read(Digest digest, Item item, Instant now) {
        if (item.findNumber("expires").orElse(Long.MAX_VALUE) <= now.getEpochSecond()) {
            return Optional.empty();
        }
        return Optional.of(new Link(
                digest,
                item.number("size"),
                item.findText("object").map(UploadId::new),
                item.findText(UNVERIFIED).map(UploadId::new)));
    }

    /** What is asked of the item that one to an object may take the place of: none, or one that is not verified. */
    static Condition unverified(Optional<Item> found) {
        return found.map(item -> Condition.equal(UNVERIFIED, item.text(UNVERIFIED)))
                .orElse(Condition.ABSENT);
    }

    /** The blob, where it is verified. */
    Optional<Blob> blob() {
        return object.map(id -> new Blob(digest, size, id));
    }
}
