package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Digests that clients have named for uploads whose bytes are still being verified, and the links that stand for them once
 * a client was told that its blob is there. Such a link begins with an answer and ends with its upload.
 */
final class Claims {

    private static final int MOST_ATTEMPTS = 10;

    private final Table table;
    private final Bucket bucket;
    private final InstantSource clock;
    private final Progress progress;
    private final Staging staging;
    private final Links links;

    Claims(Table table, Bucket bucket, MultipartUploads multipart, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.clock = clock;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.links = new Links(table, bucket, clock);
    }

    /**
     * Makes a link that is not verified, unless there is one of any kind.
     *
     * @return false when the upload has changed meanwhile, and has to be looked at again
     */
    boolean answer(Upload upload) {
        var digest = upload.claim().orElseThrow().digest();
        var next = upload.with(new Upload.Claim(digest, true)).next();
        var item = Link.to(upload, digest, clock.instant());
        var before = table.get(item.key());
        if (before.flatMap(found -> Link.read(digest, found, clock.instant())).isPresent()) {
            return progress.keep(next);
        }
        return table.write(List.of(progress.keeping(next), new Write.Put(item, Link.unverified(before))))
                .isEmpty();
    }

    /**
     * Ends an upload because its bytes are not what they were said to be, and remembers why for whoever asks.
     *
     * @return false when the upload has changed meanwhile, and has to be looked at again
     */
    boolean refuse(Upload upload, ErrorCode why) {
        return end(upload, progress.keeping(upload.refused(why).next()));
    }

    /**
     * Ends an upload because somebody wants neither it nor its blob.
     *
     * @return false when the upload has changed meanwhile, and has to be looked at again
     */
    boolean withdraw(Upload upload) {
        var key = Keys.upload(upload.repository(), upload.id());
        return end(upload, new Write.Delete(key, Condition.equal("version", upload.version())));
    }

    /** An upload as it is now, if it is still open. */
    Optional<Upload> again(Upload upload) {
        return progress.find(upload.repository(), upload.id());
    }

    /** An upload and its link end in one step; then its bytes go, with the copy if that is done. */
    private boolean end(Upload upload, Write ending) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var writes = new ArrayList<Write>();
            writes.add(ending);
            upload.claim()
                    .filter(Upload.Claim::answered)
                    .filter(claim -> isStoodForBy(upload, claim.digest()))
                    .ifPresent(claim -> writes.add(unlinking(upload, claim.digest())));
            var refused = table.write(writes);
            if (refused.contains(ending.key())) {
                return false;
            }
            if (refused.isEmpty()) {
                upload.copy().ifPresent(copy -> bucket.delete(ObjectKey.copied(copy.id())));
                staging.clear(upload);
                return true;
            }
        }
        throw new IllegalStateException("the link of " + upload.id() + " changes too often to end it");
    }

    private boolean isStoodForBy(Upload upload, Digest claimed) {
        return links.look(upload.repository(), claimed)
                .flatMap(Link::unverified)
                .filter(upload.id()::equals)
                .isPresent();
    }

    private static Write unlinking(Upload upload, Digest claimed) {
        Key link = Keys.link(upload.repository(), claimed);
        return new Write.Delete(
                link, Condition.equal(Link.UNVERIFIED, upload.id().value()));
    }
}
