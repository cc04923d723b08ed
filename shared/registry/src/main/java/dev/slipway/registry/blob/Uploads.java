package dev.slipway.registry.blob;

import dev.slipway.registry.blob.Staged.Chunk;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The rules for uploads that pass through handlers: begun, appended to in order, asked after, cancelled. How they end is
 * {@link FinishedUploads}' matter; how a relay brings parts is {@link RelayedParts}'.
 */
public final class Uploads {

    /** The most that a blob may have: what S3 copies in one call, 5 GiB. */
    static final long LARGEST = 5L << 30;

    /** So many chunks wait one by one; a further one is laid together with them, to keep an upload's item small. */
    private static final int MOST_CHUNKS = 100;

    private static final int MOST_ATTEMPTS = 10;

    private final Progress progress;
    private final Staging staging;
    private final Claims claims;

    public Uploads(Table table, Bucket bucket, MultipartUploads multipart, InstantSource clock) {
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.claims = new Claims(table, bucket, multipart, clock);
    }

    public Session start(RepositoryName repository) {
        var upload = Upload.begin(repository);
        progress.begin(upload);
        return Session.of(upload);
    }

    public Session status(RepositoryName repository, UploadId id) {
        return Session.of(progress.open(repository, id));
    }

    /**
     * Adds a chunk at the end.
     *
     * @param range where the client says the chunk belongs; empty for "at the end"
     * @throws OutOfOrderException when it belongs elsewhere; nothing has changed then
     */
    public Session append(RepositoryName repository, UploadId id, Optional<ContentRange> range, byte[] content)
            throws OutOfOrderException {
        var upload = progress.growing(repository, id);
        check(upload, range, content);
        if (content.length == 0) {
            return Session.of(upload);
        }
        var open = staging.unsealed(upload);
        var session = open.staged().pending() + content.length < MultipartUploads.SMALLEST_PART
                ? lay(open, content)
                : part(open, content);
        staging.dropMerged(upload);
        return session;
    }

    /** Ends an upload without a blob; {@code BLOB_UPLOAD_UNKNOWN} where there is none. */
    public void cancel(RepositoryName repository, UploadId id) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (claims.withdraw(progress.open(repository, id))) {
                return;
            }
        }
        throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "other requests keep changing this upload");
    }

    /** Refuses a chunk that does not follow what is there, has not the length it says, or is too much. */
    static void check(Upload upload, Optional<ContentRange> range, byte[] content) throws OutOfOrderException {
        if (range.isPresent()) {
            if (range.get().first() != upload.offset()) {
                throw new OutOfOrderException(Session.of(upload));
            }
            if (range.get().length() != content.length) {
                throw new RegistryException(ErrorCode.SIZE_INVALID, "Content-Range and Content-Length differ");
            }
        }
        if (upload.offset() + content.length > LARGEST) {
            throw new RegistryException(ErrorCode.SIZE_INVALID, "a blob has at most 5 GiB").status(413);
        }
    }

    private Session lay(Upload upload, byte[] content) throws OutOfOrderException {
        if (upload.staged().chunks().size() >= MOST_CHUNKS) {
            return merge(upload, content);
        }
        var chunk = staging.lay(upload.id(), content);
        return keep(upload, grown(upload, content, upload.staged().plus(chunk)), List.of(chunk));
    }

    private Session merge(Upload upload, byte[] content) throws OutOfOrderException {
        var chunk = staging.lay(upload.id(), staging.gather(upload, content));
        var session = keep(upload, grown(upload, content, upload.staged().with(List.of(chunk))), List.of(chunk));
        staging.drop(upload.id(), upload.staged().chunks());
        return session;
    }

    private Session part(Upload upload, byte[] content) throws OutOfOrderException {
        var all = staging.gather(upload, content);
        var name = upload.staged().multipart().orElseGet(() -> staging.begin(upload.id()));
        var part = put(upload, name, all);
        var session = keep(upload, grown(upload, content, upload.staged().plus(name, part)), List.of());
        staging.drop(upload.id(), upload.staged().chunks());
        return session;
    }

    /** The multipart upload is gone where another request has ended it, or had it put together, just now. */
    private Part put(Upload upload, String name, byte[] content) throws OutOfOrderException {
        try {
            return staging.part(upload, name, content);
        } catch (RuntimeException trouble) {
            var now = progress.open(upload.repository(), upload.id());
            if (now.version() == upload.version()) {
                throw trouble;
            }
            throw new OutOfOrderException(Session.of(now));
        }
    }

    private Session keep(Upload upload, Upload next, List<Chunk> laid) throws OutOfOrderException {
        if (progress.keep(next)) {
            return Session.of(next);
        }
        staging.drop(upload.id(), laid);
        if (upload.staged().multipart().isEmpty()) {
            staging.abort(upload.id(), next.staged().multipart());
        }
        throw new OutOfOrderException(status(upload.repository(), upload.id()));
    }

    private static Upload grown(Upload upload, byte[] content, Staged staged) {
        upload.hash().ifPresent(hash -> hash.update(content));
        return upload.grown(content.length, upload.hash(), staged).next();
    }
}
