package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import dev.slipway.registry.state.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The rules for making a blob of an upload: its bytes must hash to the digest that the client names, then it is linked
 * and the upload is gone. Done again after an answer was lost, it answers as before.
 */
public final class FinishedUploads {

    private final Bucket bucket;
    private final Progress progress;
    private final Staging staging;
    private final Links links;

    public FinishedUploads(Table table, Bucket bucket, MultipartUploads multipart, InstantSource clock) {
        this.bucket = bucket;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.links = new Links(table, bucket, clock);
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
        var found = progress.find(repository, id);
        if (found.isEmpty()) {
            requireLink(repository, id, digest);
            return;
        }
        var upload = found.get();
        Uploads.check(upload, range, content);
        try {
            if (!settle(upload, digest, content)) {
                requireLink(repository, id, digest);
            }
        } catch (RegistryException trouble) {
            if (trouble.code() == ErrorCode.DIGEST_INVALID || !hasEnded(upload, digest)) {
                throw trouble;
            }
        }
        staging.clear(upload);
    }

    /** Verified bytes need not be stored where the same are; bytes nobody has hashed are stored first, to be verified. */
    private boolean settle(Upload upload, Digest digest, byte[] content) {
        var object = upload.parts().isEmpty() ? upload.id() : upload.id().copied();
        var brought = new Blob(digest, upload.offset() + content.length, object);
        if (upload.hash().isPresent()) {
            verify(hash(upload, upload.hash().get(), digest.algorithm(), content), digest);
            return links.settle(upload.repository(), upload.id(), brought, () -> store(upload, brought, content));
        }
        store(upload, brought, content);
        return links.settle(upload.repository(), upload.id(), brought, () -> {});
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
        if (upload.parts().isEmpty()) {
            bucket.put(blob.key(), staging.gather(upload, content));
            return;
        }
        try {
            staging.complete(upload, staging.gather(upload, content), blob.size());
            var copy = bucket.copy(ObjectKey.staging(upload.id()), blob.key());
            verify(digest(copy, blob.digest().algorithm()), blob.digest());
        } catch (RegistryException wrong) {
            throw spoilt(upload, blob, wrong);
        } catch (NoSuchElementException cleared) {
            throw spoilt(upload, blob, unknown(upload.id()));
        }
    }

    /** What was put together stays as it is: an upload whose bytes are wrong can only end. */
    private RegistryException spoilt(Upload upload, Blob blob, RegistryException why) {
        if (progress.forget(upload)) {
            bucket.delete(blob.key());
            staging.clear(upload);
        }
        return why;
    }

    /** Whether the same request, sent before, has ended this upload meanwhile and cleared its bytes away. */
    private boolean hasEnded(Upload upload, Digest digest) {
        return progress.find(upload.repository(), upload.id()).isEmpty()
                && links.find(upload.repository(), digest).isPresent();
    }

    private void requireLink(RepositoryName repository, UploadId id, Digest digest) {
        if (links.find(repository, digest).isEmpty()) {
            throw unknown(id);
        }
    }

    private static RegistryException unknown(UploadId id) {
        return new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN).with("upload", id);
    }

    /** What the bucket's bytes hash to: its own word where it has one, else by reading them. */
    private Digest digest(StoredObject object, Algorithm algorithm) {
        return object.sha256().filter(digest -> algorithm == Algorithm.SHA256).orElseGet(() -> {
            try (var content = bucket.open(object.key()).orElseThrow()) {
                return Digest.of(algorithm, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void verify(Digest actual, Digest claimed) {
        if (!actual.equals(claimed)) {
            throw new RegistryException(ErrorCode.DIGEST_INVALID).with("digest", claimed);
        }
    }
}
