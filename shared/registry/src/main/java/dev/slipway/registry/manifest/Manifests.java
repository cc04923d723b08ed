package dev.slipway.registry.manifest;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/** The rules for pulling manifests, whole or only their head. */
public final class Manifests {

    private static final int MOST_ATTEMPTS = 5;

    private final Table table;
    private final Bucket bucket;

    public Manifests(Table table, Bucket bucket) {
        this.table = table;
        this.bucket = bucket;
    }

    /** A manifest with its bytes; {@code MANIFEST_UNKNOWN} where there is none. */
    public PulledManifest pull(RepositoryName repository, Reference reference) {
        return read(repository, reference, stored -> content(stored).map(content -> pulled(stored, content)));
    }

    /** What {@link #pull} would answer, without the bytes. */
    public PulledManifest head(RepositoryName repository, Reference reference) {
        return read(repository, reference, stored -> Optional.of(pulled(stored, new byte[0])));
    }

    /**
     * Reads what a reference means. A tag never points at nothing: where its manifest is gone, the tag has moved since it
     * was looked at, and is looked at again.
     */
    private PulledManifest read(
            RepositoryName repository, Reference reference, Function<StoredManifest, Optional<PulledManifest>> reader) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var digest = digest(repository, reference).orElseThrow(() -> unknown(reference));
            var found = table.get(Keys.manifest(repository, digest))
                    .map(item -> StoredManifest.read(digest, item))
                    .flatMap(reader);
            if (found.isPresent()) {
                return found.get();
            }
            if (reference instanceof Digest) {
                break;
            }
        }
        throw unknown(reference);
    }

    private Optional<Digest> digest(RepositoryName repository, Reference reference) {
        return switch (reference) {
            case Digest digest -> Optional.of(digest);
            case Tag tag -> table.get(Keys.tag(repository, tag)).map(item -> Digest.parse(item.text("digest")));
        };
    }

    private Optional<byte[]> content(StoredManifest manifest) {
        return manifest.inline().or(() -> manifest.key().flatMap(bucket::open).map(Manifests::bytes));
    }

    private static byte[] bytes(InputStream content) {
        try (content) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RegistryException unknown(Reference reference) {
        return new RegistryException(ErrorCode.MANIFEST_UNKNOWN).with("reference", reference);
    }

    private static PulledManifest pulled(StoredManifest stored, byte[] content) {
        return new PulledManifest(stored.digest(), stored.mediaType(), stored.size(), content);
    }
}
