package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.NoSuchElementException;

/** Compares what copied bytes hash to with what a client said, and makes a blob of them or refuses them. */
final class Verdicts {

    private static final String LOG = "dev.slipway.registry";

    private final Bucket bucket;
    private final Progress progress;
    private final Staging staging;
    private final Links links;
    private final Claims claims;

    Verdicts(Table table, Bucket bucket, MultipartUploads multipart, InstantSource clock) {
        this.bucket = bucket;
        this.progress = new Progress(table, clock);
        this.staging = new Staging(bucket, multipart);
        this.links = new Links(table, bucket, clock);
        this.claims = new Claims(table, bucket, multipart, clock);
    }

    /**
     * Decides an upload of which there are a copy and a claim.
     *
     * @param sha256 what the copy hashes to
     * @return false when the upload has changed meanwhile, and has to be looked at again
     */
    boolean give(Upload upload, Digest sha256) {
        var copy = upload.copy().orElseThrow().id();
        var claimed = upload.claim().orElseThrow().digest();
        var brought = new Blob(claimed, upload.offset(), copy);
        var found = hash(brought, sha256);
        if (!found.equals(claimed)) {
            return refuse(upload, claimed, found);
        }
        var open = new Write.Delete(
                Keys.upload(upload.repository(), upload.id()), Condition.equal(UploadItem.COPY, copy.value()));
        if (links.settle(upload.repository(), open, brought, () -> {})) {
            staging.clear(upload);
            return true;
        }
        progress.find(upload.repository(), upload.id())
                .filter(still -> still.hasCopy(copy))
                .ifPresent(this::forgetCopy);
        return false;
    }

    /** Of who refuses it first, one tells: an alarm of template.yaml counts the lines that say so. */
    private boolean refuse(Upload upload, Digest claimed, Digest found) {
        var refused = claims.refuse(upload, ErrorCode.DIGEST_INVALID);
        if (refused) {
            System.getLogger(LOG)
                    .log(
                            Level.WARNING,
                            "verification failed: upload {0} of {1} was said to be {2} and is {3}",
                            upload.id(),
                            upload.repository(),
                            claimed,
                            found);
        }
        return refused;
    }

    /** What an object hashes to: the bucket's own word where it has one, else by reading it. */
    Digest hash(StoredObject object, Algorithm algorithm) {
        return object.sha256()
                .filter(_ -> algorithm == Algorithm.SHA256)
                .orElseGet(() -> read(object.key(), algorithm));
    }

    private Digest hash(Blob brought, Digest sha256) {
        var algorithm = brought.digest().algorithm();
        return algorithm == Algorithm.SHA256 ? sha256 : read(brought.key(), algorithm);
    }

    /** A copy that was left for so long that it is being collected is none; another will be made. */
    private void forgetCopy(Upload upload) {
        var whole = staging.unsealed(upload);
        if (progress.keep(whole.next())) {
            staging.dropMerged(upload);
        }
    }

    private Digest read(ObjectKey key, Algorithm algorithm) {
        try (var content = bucket.open(key).orElseThrow(() -> new NoSuchElementException("no object at " + key))) {
            return Digest.of(algorithm, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
