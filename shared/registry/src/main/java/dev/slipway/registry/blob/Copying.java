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
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The rules for whoever has minutes: puts the bytes of an upload together, has the bucket copy them and compute their hash,
 * and, where the closing request has come, makes a blob of them or refuses them. Done twice, also at once, and after it was
 * interrupted anywhere, it comes out the same.
 */
public final class Copying {

    private static final int MOST_ATTEMPTS = 20;

    private final Table table;
    private final Bucket bucket;
    private final Copies copies;
    private final InstantSource clock;
    private final Progress progress;
    private final Staging staging;
    private final Claims claims;
    private final Verdicts verdicts;

    public Copying(Table table, Bucket bucket, MultipartUploads multipart, Copies copies, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.copies = copies;
        this.clock = clock;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.claims = new Claims(table, bucket, multipart, clock);
        this.verdicts = new Verdicts(table, bucket, multipart, clock);
    }

    /** Makes the copy that was asked for; nothing where the upload has moved on or ended. */
    public void copy(RepositoryName repository, UploadId id) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var found =
                    progress.find(repository, id).filter(upload -> upload.copy().isPresent());
            if (found.isEmpty()) {
                return;
            }
            var begun =
                    found.get().with(found.get().copy().map(this::prolonged)).next();
            if (progress.keep(begun)) {
                hash(begun).ifPresent(sha256 -> conclude(begun, sha256));
                return;
            }
        }
        throw busy(id);
    }

    private Upload.Copy prolonged(Upload.Copy copy) {
        return new Upload.Copy(copy.id(), clock.instant().plus(copies.longest()), copy.sha256());
    }

    /** What the bytes hash to; empty where the upload ended meanwhile, or ends with this. */
    private Optional<Digest> hash(Upload upload) {
        var copy = upload.copy().orElseThrow();
        if (copy.sha256().isPresent()) {
            return copy.sha256();
        }
        try {
            staging.complete(upload);
            var copied = bucket.copy(ObjectKey.staging(upload.id()), ObjectKey.copied(copy.id()));
            return Optional.of(verdicts.hash(copied, Algorithm.SHA256));
        } catch (NoSuchElementException gone) {
            if (again(upload).isPresent()) {
                throw gone;
            }
            drop(copy.id());
            return Optional.empty();
        } catch (RegistryException wrong) {
            if (wrong.code() != ErrorCode.BLOB_UPLOAD_INVALID) {
                throw wrong;
            }
            refuse(upload, wrong.code());
            return Optional.empty();
        }
    }

    private void refuse(Upload begun, ErrorCode why) {
        var upload = Optional.of(begun);
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (upload.isEmpty() || claims.refuse(upload.get(), why)) {
                return;
            }
            upload = again(begun).filter(still -> !still.isCopied());
        }
        throw busy(begun.id());
    }

    /** The upload as it is now, if it still has this copy. */
    private Optional<Upload> again(Upload begun) {
        var copy = begun.copy().orElseThrow().id();
        return progress.find(begun.repository(), begun.id()).filter(still -> still.hasCopy(copy));
    }

    private void conclude(Upload begun, Digest sha256) {
        var copy = begun.copy().orElseThrow().id();
        var upload = Optional.of(begun);
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (upload.isEmpty()) {
                drop(copy);
                return;
            }
            if (upload.get().claim().isPresent() ? verdicts.give(upload.get(), sha256) : keep(upload.get(), sha256)) {
                return;
            }
            upload = again(begun);
        }
        throw busy(begun.id());
    }

    private boolean keep(Upload upload, Digest sha256) {
        var done = upload.copy().map(copy -> new Upload.Copy(copy.id(), clock.instant(), Optional.of(sha256)));
        var next = upload.with(Staged.whole(upload.offset())).with(done).next();
        if (!progress.keep(next)) {
            return false;
        }
        staging.drop(upload.id(), upload.staged().chunks());
        return true;
    }

    /**
     * Deletes a copy that no upload has any more, unless it was linked: somebody else made the same at the same time. Since its
     * upload was looked at before the pointer, it cannot be linked after.
     */
    private void drop(UploadId copy) {
        if (table.get(CopyPointer.key(copy)).isEmpty()) {
            bucket.delete(ObjectKey.copied(copy));
        }
    }

    private static IllegalStateException busy(UploadId id) {
        return new IllegalStateException("the upload " + id + " changes too often to verify it");
    }
}
