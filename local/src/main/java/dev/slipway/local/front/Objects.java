package dev.slipway.local.front;

import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The files that are the bucket on one machine. */
public interface Objects {

    /** Where the bytes of an object are. */
    Optional<Path> find(ObjectKey key);

    /**
     * Stores exactly so many bytes.
     *
     * @return false when they have another SHA-256 than this; nothing is stored then
     * @throws IOException from the stream, or from the disk; nothing is stored then
     */
    boolean receive(ObjectKey key, InputStream content, long length, Optional<byte[]> sha256) throws IOException;
}
