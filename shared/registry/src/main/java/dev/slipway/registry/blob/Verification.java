package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The rules for finding out what the bytes of an upload hash to that no handler has seen: the bucket copies them, which may
 * take minutes, so {@link Copies} has it done, and requests wait for it a while. Where nobody has done it in time, as after a
 * crash, whoever asks next has it done again.
 */
public final class Verification {

    /** Within this time whoever is to make a copy has begun, and has said how much longer it may take. */
    private static final Duration DELIVERY = Duration.ofMinutes(1);

    private final Copies copies;
    private final Patience patience;
    private final InstantSource clock;
    private final Progress progress;
    private final Verdicts verdicts;

    public Verification(
            Table table,
            Bucket bucket,
            MultipartUploads multipart,
            Copies copies,
            Patience patience,
            InstantSource clock) {
        this.copies = copies;
        this.patience = patience;
        this.clock = clock;
        this.progress = new Progress(table, clock);
        this.verdicts = new Verdicts(table, bucket, multipart, clock);
    }

    /**
     * Has the bytes of an upload verified before its closing request comes, and waits for it a while.
     *
     * @param offset how many bytes the upload is thought to have
     * @return whether it is done; else it is under way
     * @throws OutOfOrderException when it has more or fewer
     */
    public boolean ask(RepositoryName repository, UploadId id, long offset) throws OutOfOrderException {
        var waiting = patience.begin(clock);
        while (true) {
            var upload = progress.findEvenRefused(repository, id).orElseThrow(() -> Progress.unknown(id));
            requireAccepted(upload);
            if (upload.offset() != offset) {
                throw new OutOfOrderException(Session.of(upload));
            }
            if (!upload.needsCopy(offset, patience) || upload.isCopied()) {
                return true;
            }
            startUnlessUnderWay(upload);
            if (!waiting.goOn()) {
                return false;
            }
        }
    }

    /** Begins to wait for what {@link #await} waits for. */
    Patience.Waiting begin() {
        return patience.begin(clock);
    }

    /** Waits until an upload that is being closed has become a blob, or has ended otherwise; {@code UNAVAILABLE} before. */
    void await(RepositoryName repository, UploadId id, Patience.Waiting waiting) {
        while (true) {
            var upload = progress.find(repository, id);
            if (upload.isEmpty() || decide(upload.get())) {
                return;
            }
            if (!waiting.goOn()) {
                throw new RegistryException(ErrorCode.UNAVAILABLE, "the blob is being verified; please try again")
                        .header("Retry-After", "5");
            }
        }
    }

    /** Ends an upload that is being closed if it can be; else sees to it that it will be able to. */
    boolean decide(Upload upload) {
        if (upload.isDecidable()) {
            var sha256 = upload.copy().flatMap(Upload.Copy::sha256).orElseThrow();
            return verdicts.give(upload, sha256);
        }
        startUnlessUnderWay(upload);
        return false;
    }

    /** Answers as before where an upload was refused. */
    static void requireAccepted(Upload upload) {
        upload.refusal().ifPresent(why -> {
            throw new RegistryException(why).with("upload", upload.id());
        });
    }

    /** An upload as it is while a copy of it is being made that begins now. */
    Upload started(Upload upload) {
        return upload.copying(clock.instant().plus(DELIVERY));
    }

    boolean isUnderWay(Upload upload) {
        return upload.copy()
                .filter(copy -> copy.until().isAfter(clock.instant()))
                .isPresent();
    }

    /** Has a copy made that {@link #started} is kept of. */
    void start(Upload upload) {
        copies.start(upload.repository(), upload.id());
    }

    private void startUnlessUnderWay(Upload upload) {
        if (!isUnderWay(upload) && progress.keep(started(upload).next())) {
            start(upload);
        }
    }
}
