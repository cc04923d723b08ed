package dev.slipway.registry.blob;

import dev.slipway.registry.state.ObjectKey;

/** Where clients are sent for bytes: to the registry's own host by a capability, or to the bucket by a presigned URL. */
@FunctionalInterface
public interface Downloads {

    /** A URL, or a path on the registry's host, that gives out an object for some minutes. */
    String url(ObjectKey key);
}
