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
import java.io.UncheckedIOException;
import java.util.Optional;

/** The rules for pulling manifests, whole or only their head. */
public final class Manifests {

    private final Table table;
    private final Bucket bucket;

    public Manifests(Table table, Bucket bucket) {
        this.table = table;
        this.bucket = bucket;
    }

    /** A manifest with its bytes; {@code MANIFEST_UNKNOWN} where there is none. */
    public PulledManifest pull(RepositoryName repository, Reference reference) {
        var stored = stored(repository, reference);
        return pulled(stored, content(stored));
    }

    /** What {@link #pull} would answer, without the bytes. */
    public PulledManifest head(RepositoryName repository, Reference reference) {
        return pulled(stored(repository, reference), new byte[0]);
    }

    private StoredManifest stored(RepositoryName repository, Reference reference) {
        return digest(repository, reference)
                .flatMap(digest ->
                        table.get(Keys.manifest(repository, digest)).map(item -> StoredManifest.read(digest, item)))
                .orElseThrow(() -> unknown(reference));
    }

    private Optional<Digest> digest(RepositoryName repository, Reference reference) {
        return switch (reference) {
            case Digest digest -> Optional.of(digest);
            case Tag tag -> table.get(Keys.tag(repository, tag)).map(item -> Digest.parse(item.text("digest")));
        };
    }

    private byte[] content(StoredManifest manifest) {
        return manifest.inline().orElseGet(() -> {
            try (var content = manifest.key().flatMap(bucket::open).orElseThrow(() -> unknown(manifest.digest()))) {
                return content.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static RegistryException unknown(Reference reference) {
        return new RegistryException(ErrorCode.MANIFEST_UNKNOWN).with("reference", reference);
    }

    private static PulledManifest pulled(StoredManifest stored, byte[] content) {
        return new PulledManifest(stored.digest(), stored.mediaType(), stored.size(), content);
    }
}
