package dev.slipway.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** A bucket in the same process, to which parts need not be sent by HTTP. */
@FunctionalInterface
public interface NearBucket {

    /** There is none. */
    NearBucket NONE = (url, content, size) -> Optional.empty();

    /**
     * Stores a part.
     *
     * @param url where a part may be put, as the registry gave it
     * @return the part's tag; empty where the URL is not this bucket's, or allows nothing
     * @throws IOException when the part cannot be stored
     */
    Optional<String> put(URI url, InputStream content, long size) throws IOException;
}
