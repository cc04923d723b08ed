package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.name.Digest;
import java.util.Optional;

/** The files of a layout or an archive, by their path in it. */
interface Shelf extends AutoCloseable {

    /** For what one document may have: indexes and manifests. */
    int LARGEST_DOCUMENT = Manifest.LARGEST;

    Optional<Content> find(String path);

    @Override
    void close();

    default Optional<Content> blob(Digest digest) {
        return find("blobs/" + digest.algorithm() + "/" + digest.hex());
    }

    default byte[] document(String path) {
        return find(path)
                .orElseThrow(() -> new CommandFailure("there is no " + path + " in it"))
                .bytes(path, LARGEST_DOCUMENT);
    }
}
