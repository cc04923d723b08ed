package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The rules for the closing request of an upload that takes longer to verify than a request may last. It is kept with the
 * upload what the client claims; if there is no verdict in time, the client is told that the blob is there, and nobody can
 * read it, or push a manifest that needs it, until there is.
 */
final class Closing {

    private static final int MOST_ATTEMPTS = 10;

    private final Patience patience;
    private final InstantSource clock;
    private final Progress progress;
    private final Staging staging;
    private final Claims claims;
    private final Verification verification;

    Closing(
            Table table,
            Bucket bucket,
            MultipartUploads multipart,
            Copies copies,
            Patience patience,
            InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.claims = new Claims(table, bucket, multipart, clock);
        this.verification = new Verification(table, bucket, multipart, copies, patience, clock);
    }

    /**
     * Closes an upload.
     *
     * @return false when it was closed by somebody else, who may have linked the same
     */
    boolean close(Upload found, Digest digest, Optional<ContentRange> range, byte[] content)
            throws OutOfOrderException {
        var upload = Optional.of(found);
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (upload.isEmpty()) {
                return false;
            }
            Verification.requireAccepted(upload.get());
            if (content.length == 0 && isDecided(upload.get(), digest)) {
                return true;
            }
            var claimed = upload.get().claim().isPresent()
                    ? claimedBefore(upload.get(), digest, range, content)
                    : claim(upload.get(), digest, range, content);
            if (claimed.isPresent()) {
                return await(claimed.get());
            }
            upload = again(found);
        }
        throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "other requests keep changing this upload");
    }

    /** Where the copy is there, all that is left is to compare, and nothing of it has to be kept. */
    private boolean isDecided(Upload upload, Digest digest) {
        var claimed = upload.with(new Upload.Claim(digest, false));
        if (upload.claim().isPresent() || !claimed.isDecidable() || !verification.decide(claimed)) {
            return false;
        }
        requireEqual(claimed);
        return true;
    }

    /** The same request, sent again: its bytes are there. */
    private static Optional<Upload> claimedBefore(
            Upload upload, Digest digest, Optional<ContentRange> range, byte[] content) throws OutOfOrderException {
        if (!upload.claim().orElseThrow().digest().equals(digest)) {
            throw new RegistryException(ErrorCode.DIGEST_INVALID, "this upload is being closed with another digest")
                    .with("digest", digest);
        }
        if (content.length > 0
                && range.filter(last -> last.last() + 1 == upload.offset()).isEmpty()) {
            throw new OutOfOrderException(Session.of(upload));
        }
        return Optional.of(upload);
    }

    /** Keeps the last bytes and what they are said to make, in one step; empty when another request came between. */
    private Optional<Upload> claim(Upload upload, Digest digest, Optional<ContentRange> range, byte[] content)
            throws OutOfOrderException {
        Uploads.check(upload, range, content);
        requireRight(upload, digest, content);
        var whole = plus(upload, content);
        var isStarting = !whole.isCopied() && !verification.isUnderWay(whole);
        var next = (isStarting ? verification.started(whole) : whole)
                .with(new Upload.Claim(digest, false))
                .next();
        if (!progress.keep(next)) {
            staging.drop(
                    upload.id(),
                    without(whole.staged().chunks(), upload.staged().chunks()));
            return Optional.empty();
        }
        if (content.length > 0) {
            staging.drop(
                    upload.id(),
                    without(upload.staged().chunks(), whole.staged().chunks()));
        }
        if (isStarting) {
            verification.start(next);
        }
        return Optional.of(next);
    }

    /** Where handlers have seen all the bytes, wrong ones end nothing. */
    private static void requireRight(Upload upload, Digest digest, byte[] content) {
        upload.hash().ifPresent(hash -> {
            hash.update(content);
            if (!hash.finish(digest.algorithm()).equals(digest)) {
                throw new RegistryException(ErrorCode.DIGEST_INVALID).with("digest", digest);
            }
        });
    }

    private Upload plus(Upload upload, byte[] content) {
        if (content.length == 0) {
            return upload;
        }
        var open = staging.unsealed(upload);
        var staged = open.staged().plus(staging.lay(upload.id(), content));
        return open.grown(content.length, Optional.empty(), staged);
    }

    private boolean await(Upload claimed) {
        var waiting = patience.begin(clock);
        var upload = Optional.of(claimed);
        while (upload.isPresent()) {
            Verification.requireAccepted(upload.get());
            if (verification.decide(upload.get())) {
                requireEqual(upload.get());
                return true;
            }
            if (!waiting.goOn() && claims.answer(upload.get())) {
                return true;
            }
            upload = again(claimed);
        }
        return false;
    }

    /** What an upload that was decided here, one way or the other, has become. */
    private static void requireEqual(Upload decided) {
        var claimed = decided.claim().orElseThrow().digest();
        if (!decided.copy().flatMap(Upload.Copy::sha256).equals(Optional.of(claimed))) {
            throw new RegistryException(ErrorCode.DIGEST_INVALID).with("digest", claimed);
        }
    }

    private Optional<Upload> again(Upload upload) {
        return progress.findEvenRefused(upload.repository(), upload.id());
    }

    private static List<Staged.Chunk> without(List<Staged.Chunk> some, List<Staged.Chunk> others) {
        return some.stream().filter(chunk -> !others.contains(chunk)).toList();
    }
}
