package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rules for pulling, deleting and mounting blobs. */
public final class Blobs {

    private static final int MOST_HOLDERS_ASKED = 100;

    private final Table table;
    private final Links links;
    private final Settlement settlement;
    private final Claims claims;
    private final Verification verification;

    public Blobs(
            Table table,
            Bucket bucket,
            MultipartUploads multipart,
            Copies copies,
            Patience patience,
            InstantSource clock) {
        this.table = table;
        this.links = new Links(table, bucket, clock);
        this.settlement = new Settlement(table, bucket, links, clock);
        this.claims = new Claims(table, bucket, multipart, clock);
        this.verification = new Verification(table, bucket, multipart, copies, patience, clock);
    }

    /**
     * A blob that the repository links, also one that has just been put into the bucket; else {@code BLOB_UNKNOWN}. Waits for
     * one that is being verified, and answers {@code UNAVAILABLE} if that takes long.
     */
    public Blob pull(RepositoryName repository, Digest digest) {
        var link = links.look(repository, digest);
        if (link.isPresent() && link.get().unverified().isPresent()) {
            verification.await(repository, link.get().unverified().get(), verification.begin());
            return links.find(repository, digest).orElseThrow(() -> unknown(digest));
        }
        return link.flatMap(Link::blob)
                .or(() -> settle(repository, List.of(digest)) ? links.find(repository, digest) : Optional.empty())
                .orElseThrow(() -> unknown(digest));
    }

    /** How many bytes the blob has that {@link #pull} would answer, also while it is being verified. */
    public long size(RepositoryName repository, Digest digest) {
        return links.look(repository, digest)
                .map(Link::size)
                .or(() -> settled(repository, digest).map(Blob::size))
                .orElseThrow(() -> unknown(digest));
    }

    /** Deletes a repository's link, verified or not; {@code BLOB_UNKNOWN} where there is none. */
    public void delete(RepositoryName repository, Digest digest) {
        var closing = settlement.settle(repository, List.of(digest)).closing();
        var withdrawn = false;
        for (var upload : closing) {
            withdrawn |= withdraw(upload);
        }
        if (!links.delete(repository, digest) && !withdrawn) {
            throw unknown(digest);
        }
    }

    /** Ends an upload of which a client was told that it is a blob; of the others none is deleted, for they come later. */
    private boolean withdraw(Upload found) {
        var upload = Optional.of(found);
        while (upload.flatMap(Upload::claim).filter(Upload.Claim::answered).isPresent()) {
            if (claims.withdraw(upload.get())) {
                return true;
            }
            upload = claims.again(upload.get());
        }
        return false;
    }

    /**
     * Links a blob from another repository, without moving a byte.
     *
     * @param from where to take it from; empty to look in all repositories of the same owner
     * @param readable whether the caller may pull from a repository
     * @return empty where it can't be had so, and must be uploaded
     */
    public Optional<Blob> mount(
            RepositoryName repository,
            Digest digest,
            Optional<RepositoryName> from,
            Predicate<RepositoryName> readable) {
        var own = links.find(repository, digest);
        if (own.isPresent()) {
            return own;
        }
        var sources = from.map(List::of).orElseGet(() -> holders(repository.owner(), digest));
        return sources.stream()
                .filter(readable)
                .flatMap(source -> find(source, digest).stream())
                .filter(blob -> links.share(repository, blob))
                .findFirst();
    }

    /**
     * Links what open uploads of the repository have brought of these. Waits for those that are being verified, and answers
     * {@code UNAVAILABLE} if that takes long.
     *
     * @return false when there was no open upload that could have
     */
    public boolean settle(RepositoryName repository, Collection<Digest> digests) {
        var found = settlement.settle(repository, digests);
        var waiting = verification.begin();
        found.closing().forEach(upload -> verification.await(repository, upload.id(), waiting));
        return found.open();
    }

    private Optional<Blob> find(RepositoryName repository, Digest digest) {
        return links.find(repository, digest).or(() -> settled(repository, digest));
    }

    private Optional<Blob> settled(RepositoryName repository, Digest digest) {
        return settlement.settle(repository, List.of(digest)).open()
                ? links.find(repository, digest)
                : Optional.empty();
    }

    private List<RepositoryName> holders(String owner, Digest digest) {
        var prefix = Keys.HOLDER + owner + "/";
        return table.query(new Query(Keys.blob(digest), prefix, "", MOST_HOLDERS_ASKED)).stream()
                .map(item -> new RepositoryName(item.key().sort().substring(Keys.HOLDER.length())))
                .toList();
    }

    private static RegistryException unknown(Digest digest) {
        return new RegistryException(ErrorCode.BLOB_UNKNOWN).with("digest", digest);
    }
}
