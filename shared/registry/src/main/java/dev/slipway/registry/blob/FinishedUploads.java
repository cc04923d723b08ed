package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The rules for making a blob of an upload: its bytes must hash to the digest that the client names, then it is linked
 * and the upload is gone. Done again after an answer was lost, it answers as before.
 */
public final class FinishedUploads {

    private final Bucket bucket;
    private final Patience patience;
    private final Progress progress;
    private final Staging staging;
    private final Links links;
    private final Verdicts verdicts;
    private final Closing closing;

    public FinishedUploads(
            Table table,
            Bucket bucket,
            MultipartUploads multipart,
            Copies copies,
            Patience patience,
            InstantSource clock) {
        this.bucket = bucket;
        this.patience = patience;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.links = new Links(table, bucket, clock);
        this.verdicts = new Verdicts(table, bucket, multipart, clock);
        this.closing = new Closing(table, bucket, multipart, copies, patience, clock);
    }

    /**
     * Ends an upload with its last bytes.
     *
     * @param range where the client says the last bytes belong; empty for "at the end"
     * @throws OutOfOrderException when they belong elsewhere; nothing has changed then
     * @throws RegistryException {@code DIGEST_INVALID} when the bytes do not hash to the digest; nothing is linked then
     */
    public void finish(
            RepositoryName repository, UploadId id, Digest digest, Optional<ContentRange> range, byte[] content)
            throws OutOfOrderException {
        var found = progress.findEvenRefused(repository, id);
        if (found.isEmpty()) {
            requireLink(repository, id, digest);
            return;
        }
        var upload = found.get();
        Verification.requireAccepted(upload);
        if (upload.needsCopy(upload.offset() + content.length, patience)) {
            if (!closing.close(upload, digest, range, content)) {
                requireLink(repository, id, digest);
            }
            return;
        }
        Uploads.check(upload, range, content);
        finishAtOnce(upload, digest, content);
    }

    private void finishAtOnce(Upload upload, Digest digest, byte[] content) {
        try {
            if (!settle(upload, digest, content)) {
                requireLink(upload.repository(), upload.id(), digest);
            }
        } catch (RegistryException trouble) {
            if (trouble.code() == ErrorCode.DIGEST_INVALID || !hasEnded(upload, digest)) {
                throw trouble;
            }
        }
        staging.clear(upload);
    }

    /** Verified bytes need not be stored where the same are. */
    private boolean settle(Upload upload, Digest digest, byte[] content) {
        var object = upload.staged().isSmall() ? upload.id() : UploadId.copy();
        var brought = new Blob(digest, upload.offset() + content.length, object);
        verify(hash(upload, upload.hash().orElseThrow(), digest.algorithm(), content), digest);
        var open = new Write.Delete(Keys.upload(upload.repository(), upload.id()), Condition.EXISTS);
        var settled = links.settle(upload.repository(), open, brought, () -> store(upload, brought, content));
        if (!settled && object.isCopy()) {
            bucket.delete(brought.key());
        }
        return settled;
    }

    /** Content that came all at once needs no hash that could go on, and the JDK's is several times as fast. */
    private static Digest hash(Upload upload, RollingHash before, Algorithm algorithm, byte[] content) {
        if (upload.offset() == 0) {
            return Digest.of(algorithm, content);
        }
        before.update(content);
        return before.finish(algorithm);
    }

    private void store(Upload upload, Blob blob, byte[] content) {
        if (upload.staged().isSmall()) {
            bucket.put(blob.key(), staging.gather(upload, content));
            return;
        }
        try {
            staging.complete(upload, content);
            var copy = bucket.copy(ObjectKey.staging(upload.id()), blob.key());
            verify(verdicts.hash(copy, blob.digest().algorithm()), blob.digest());
        } catch (NoSuchElementException cleared) {
            throw spoilt(upload, blob, Progress.unknown(upload.id()));
        } catch (RegistryException wrong) {
            throw isFinal(wrong) ? spoilt(upload, blob, wrong) : wrong;
        }
    }

    private static boolean isFinal(RegistryException wrong) {
        return wrong.code() == ErrorCode.DIGEST_INVALID || wrong.code() == ErrorCode.BLOB_UPLOAD_INVALID;
    }

    /** What was put together stays as it is: an upload whose bytes are wrong can only end. */
    private RegistryException spoilt(Upload upload, Blob blob, RegistryException why) {
        if (progress.forget(upload)) {
            staging.clear(upload);
        }
        bucket.delete(blob.key());
        return why;
    }

    /** Whether the same request, sent before, has ended this upload meanwhile and cleared its bytes away. */
    private boolean hasEnded(Upload upload, Digest digest) {
        return progress.find(upload.repository(), upload.id()).isEmpty()
                && links.find(upload.repository(), digest).isPresent();
    }

    private void requireLink(RepositoryName repository, UploadId id, Digest digest) {
        if (links.find(repository, digest).isEmpty()) {
            throw Progress.unknown(id);
        }
    }

    private static void verify(Digest actual, Digest claimed) {
        if (!actual.equals(claimed)) {
            throw new RegistryException(ErrorCode.DIGEST_INVALID).with("digest", claimed);
        }
    }
}
