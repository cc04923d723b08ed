package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where open uploads are kept between two requests. */
final class Progress {

    /** How long an upload is kept that nobody goes on with. */
    static final Duration LIFE = Duration.ofDays(2);

    private final Table table;
    private final InstantSource clock;

    Progress(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** An open upload; {@code BLOB_UPLOAD_UNKNOWN} where there is none. */
    Upload open(RepositoryName repository, UploadId id) {
        return find(repository, id).orElseThrow(() -> unknown(id));
    }

    /** An open upload that takes more bytes: not where the request that closes it has come. */
    Upload growing(RepositoryName repository, UploadId id) {
        var upload = open(repository, id);
        if (upload.claim().isPresent()) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_INVALID, "this upload is being closed");
        }
        return upload;
    }

    Optional<Upload> find(RepositoryName repository, UploadId id) {
        return findEvenRefused(repository, id).filter(upload -> upload.refusal().isEmpty());
    }

    Optional<Upload> findEvenRefused(RepositoryName repository, UploadId id) {
        return table.get(Keys.upload(repository, id))
                .filter(item -> UploadItem.isThere(item, clock.instant()))
                .map(item -> UploadItem.read(repository, item));
    }

    void begin(Upload upload) {
        var refused = table.write(List.of(new Write.Put(UploadItem.of(upload, expires()), Condition.ABSENT)));
        if (!refused.isEmpty()) {
            throw new IllegalStateException("there is an upload " + upload.id() + " already");
        }
    }

    /**
     * Keeps what an upload has become.
     *
     * @param next the upload of the version after
     * @return false, with nothing kept, when another request has changed the upload meanwhile
     */
    boolean keep(Upload next) {
        return table.write(List.of(keeping(next))).isEmpty();
    }

    /** What {@link #keep} writes. */
    Write keeping(Upload next) {
        return new Write.Put(UploadItem.of(next, expires()), Condition.equal("version", next.version() - 1));
    }

    /** Forgets an upload; false where there was none. */
    boolean forget(Upload upload) {
        return table.write(List.of(new Write.Delete(Keys.upload(upload.repository(), upload.id()), Condition.EXISTS)))
                .isEmpty();
    }

    static RegistryException unknown(UploadId id) {
        return new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN).with("upload", id);
    }

    private long expires() {
        return clock.instant().plus(LIFE).getEpochSecond();
    }
}
