package dev.slipway.registry.blob;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The blobs that repositories may serve. A link points at an object; an object that is live counts its links, one that
 * is dead gets no more. The same content is linked to one object, whichever repositories it was pushed to. A link to what
 * is being verified ({@link Claims}) serves nothing, and gives way to one that does.
 */
final class Links {

    private static final int MOST_ATTEMPTS = 10;

    private final Table table;
    private final Bucket bucket;
    private final InstantSource clock;

    Links(Table table, Bucket bucket, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.clock = clock;
    }

    /** A blob that may be served. */
    Optional<Blob> find(RepositoryName repository, Digest digest) {
        return look(repository, digest).flatMap(Link::blob);
    }

    /** A blob, also one that is being verified. */
    Optional<Link> look(RepositoryName repository, Digest digest) {
        return item(repository, digest).flatMap(item -> Link.read(digest, item, clock.instant()));
    }

    /** An object to which further links of a blob may be made. */
    Optional<Blob> live(Digest digest) {
        return table.query(Query.all(Keys.blob(digest), Keys.OBJECT)).stream()
                .filter(ObjectItem::isLive)
                .min(Comparator.comparing(item -> item.key().sort()))
                .map(item -> new Blob(
                        digest,
                        item.number("size"),
                        new UploadId(item.key().sort().substring(Keys.OBJECT.length()))));
    }

    /**
     * Links verified content and closes its upload. Where a live object has the same content already, that one is linked
     * and the one that was brought is not kept.
     *
     * @param open deletes the upload that brought the content, if it may still be closed so
     * @param brought the content, in an object that only this upload can have made
     * @param store puts the content there; called at most once, and not at all where it is not needed
     * @return false when the upload was closed by somebody else, who may have linked the same, or when what it brought was
     *     left for so long that it is being collected
     */
    boolean settle(RepositoryName repository, Write.Delete open, Blob brought, Runnable store) {
        var stored = false;
        var before = Optional.<Item>empty();
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var live = live(brought.digest());
            if (live.isEmpty() && !stored) {
                store.run();
                stored = true;
            }
            var blob = live.orElse(brought);
            var refused = table.write(plus(link(repository, blob, live.isEmpty(), before), open));
            if (refused.isEmpty()) {
                discard(brought, blob);
                return true;
            }
            if (refused.contains(open.key())) {
                return false;
            }
            if (refused.contains(Keys.link(repository, brought.digest()))) {
                before = item(repository, brought.digest());
                if (before.isPresent() && isVerified(before.get())) {
                    return closeOnly(repository, open, brought);
                }
            } else if (live.isEmpty()) {
                return false;
            }
        }
        throw new IllegalStateException("the objects of " + brought.digest() + " change too often to link one");
    }

    /** Links a live object to one more repository; false where it is live no more. */
    boolean share(RepositoryName repository, Blob blob) {
        var before = Optional.<Item>empty();
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var refused = table.write(link(repository, blob, false, before));
            if (refused.isEmpty()) {
                return true;
            }
            if (!refused.contains(Keys.link(repository, blob.digest()))) {
                return false;
            }
            before = item(repository, blob.digest());
            if (before.isPresent() && isVerified(before.get())) {
                return true;
            }
        }
        throw new IllegalStateException("the link of " + blob.digest() + " changes too often to make it");
    }

    /**
     * Deletes a link to an object. One that a push of a manifest has pinned and not yet used stays: that push counts as the
     * later of the two.
     *
     * @return false where there was none
     */
    boolean delete(RepositoryName repository, Digest digest) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var found = find(repository, digest);
            if (found.isEmpty()) {
                return false;
            }
            if (delete(repository, found.get())) {
                return true;
            }
        }
        throw new IllegalStateException("the link of " + digest + " changes too often to delete it");
    }

    private boolean delete(RepositoryName repository, Blob blob) {
        var link = Keys.link(repository, blob.digest());
        var now = clock.instant().getEpochSecond();
        var asFound = Condition.all(
                Condition.equal("object", blob.object().value()), new Condition.MissingOrBelow("pinned", now));
        var refused = table.write(List.of(
                new Write.Delete(link, asFound),
                new Write.Delete(Keys.holder(blob.digest(), repository), Condition.ALWAYS),
                ObjectItem.fewer(blob)));
        return refused.isEmpty()
                || table.get(link)
                        .filter(item -> item.findNumber("pinned").orElse(0L) >= now)
                        .isPresent();
    }

    /** Whoever closes an upload that nothing more is needed of decides alone that its object goes. */
    private boolean closeOnly(RepositoryName repository, Write open, Blob brought) {
        if (!table.write(List.of(open)).isEmpty()) {
            return false;
        }
        find(repository, brought.digest()).ifPresent(linked -> discard(brought, linked));
        return true;
    }

    /** Deletes the object that was brought where another one serves. */
    private void discard(Blob brought, Blob linked) {
        if (!linked.object().equals(brought.object())) {
            bucket.delete(brought.key());
        }
    }

    /** What links a blob where there was nothing before, or a link that is not verified. */
    private List<Write> link(RepositoryName repository, Blob blob, boolean first, Optional<Item> before) {
        var writes = new ArrayList<Write>();
        writes.add(first ? ObjectItem.first(blob) : ObjectItem.more(blob));
        writes.add(new Write.Put(Link.to(blob, repository, clock.instant()), Link.unverified(before)));
        writes.add(new Write.Put(
                Item.at(Keys.holder(blob.digest(), repository))
                        .with("object", blob.object().value()),
                Condition.ALWAYS));
        if (first && blob.object().isCopy()) {
            writes.add(CopyPointer.first(blob));
        }
        return writes;
    }

    private Optional<Item> item(RepositoryName repository, Digest digest) {
        return table.get(Keys.link(repository, digest));
    }

    private static boolean isVerified(Item link) {
        return link.findText("object").isPresent();
    }

    private static List<Write> plus(List<Write> writes, Write last) {
        var all = new ArrayList<Write>(writes);
        all.add(last);
        return all;
    }
}
