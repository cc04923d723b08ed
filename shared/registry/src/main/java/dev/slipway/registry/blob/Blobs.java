package dev.slipway.registry.blob;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Keys;
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

    public Blobs(Table table, Bucket bucket, InstantSource clock) {
        this.table = table;
        this.links = new Links(table, bucket, clock);
        this.settlement = new Settlement(table, bucket, links, clock);
    }

    /** A blob that the repository links, also one that has just been put into the bucket; else {@code BLOB_UNKNOWN}. */
    public Blob pull(RepositoryName repository, Digest digest) {
        return find(repository, digest).orElseThrow(() -> unknown(digest));
    }

    /** Deletes a repository's link; {@code BLOB_UNKNOWN} where there is none. */
    public void delete(RepositoryName repository, Digest digest) {
        settlement.settle(repository, List.of(digest));
        if (!links.delete(repository, digest)) {
            throw unknown(digest);
        }
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
     * Links what open uploads of the repository have brought of these.
     *
     * @return false when there was no open upload that could have
     */
    public boolean settle(RepositoryName repository, Collection<Digest> digests) {
        return settlement.settle(repository, digests);
    }

    private Optional<Blob> find(RepositoryName repository, Digest digest) {
        return links.find(repository, digest)
                .or(() -> settlement.settle(repository, List.of(digest))
                        ? links.find(repository, digest)
                        : Optional.empty());
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
