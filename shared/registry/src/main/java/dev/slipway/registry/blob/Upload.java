package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload under way, and what its record becomes step by step. While it has a copy, its bytes are being put together:
 * whoever adds to it does that first ({@link Staging#unsealed}).
 *
 * @param offset how many bytes there are
 * @param version counts the changes, so that of two at once only one is made
 * @param hash the hash of all the bytes; empty once some came that no handler has seen
 * @param copy the bucket's copy of all these bytes, under way or done; of other bytes it is none
 * @param claim the digest that the closing request named, where nobody knows yet whether it is right
 * @param refusal why the upload has ended without a blob, for whoever asks again
 */
record Upload(
        RepositoryName repository,
        UploadId id,
        long offset,
        long version,
        Optional<RollingHash> hash,
        Staged staged,
        Optional<Copy> copy,
        Optional<Claim> claim,
        Optional<ErrorCode> refusal) {

    /**
     * A copy that the bucket makes.
     *
     * @param until when whoever makes it is given up; in whole seconds
     * @param sha256 what the copied bytes hash to, once that is known
     */
    record Copy(UploadId id, Instant until, Optional<Digest> sha256) {}

    /**
     * What the bytes are said to hash to.
     *
     * @param answered whether the client was told that they do
     */
    record Claim(Digest digest, boolean answered) {}

    static Upload begin(RepositoryName repository) {
        return new Upload(
                repository,
                UploadId.random(),
                0,
                0,
                Optional.of(RollingHash.empty()),
                Staged.NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether its bytes are too many, or unknown, to be made a blob of within one request. */
    boolean needsCopy(long length, Patience patience) {
        return !staged.isSmall() && (hash.isEmpty() || length > patience.largestAtOnce());
    }

    boolean isCopied() {
        return copy.flatMap(Copy::sha256).isPresent();
    }

    /** Whether nothing but a comparison is left to do. */
    boolean isDecidable() {
        return isCopied()
                && claim.filter(claimed -> claimed.digest().algorithm() == Algorithm.SHA256)
                        .isPresent();
    }

    boolean hasCopy(UploadId named) {
        return copy.filter(present -> present.id().equals(named)).isPresent();
    }

    /** The change after this one. */
    Upload next() {
        return new Upload(repository, id, offset, version + 1, hash, staged, copy, claim, refusal);
    }

    /** With more bytes, of which there is no copy. */
    Upload grown(long bytes, Optional<RollingHash> grownHash, Staged grown) {
        return new Upload(repository, id, offset + bytes, version, grownHash, grown, Optional.empty(), claim, refusal);
    }

    /** With the same bytes lying otherwise. */
    Upload with(Staged other) {
        return new Upload(repository, id, offset, version, hash, other, copy, claim, refusal);
    }

    Upload with(Optional<Copy> other) {
        return new Upload(repository, id, offset, version, hash, staged, other, claim, refusal);
    }

    /** With a copy that somebody will make, a new one unless there is one that is done. */
    Upload copying(Instant until) {
        var other = copy.filter(done -> done.sha256().isPresent())
                .map(done -> new Copy(done.id(), until, done.sha256()))
                .orElseGet(() -> new Copy(UploadId.copy(), until, Optional.empty()));
        return with(Optional.of(other));
    }

    /** Nothing is asked any more but whether this is right. */
    Upload with(Claim named) {
        return new Upload(repository, id, offset, version, Optional.empty(), staged, copy, Optional.of(named), refusal);
    }

    /** What is remembered of one that ended without a blob. */
    Upload refused(ErrorCode why) {
        return new Upload(
                repository,
                id,
                offset,
                version,
                Optional.empty(),
                Staged.NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why));
    }
}
