package dev.slipway.registry.blob;

/** Where clients are sent for bytes: to the registry's own host by a capability, or to the bucket by a presigned URL. */
@FunctionalInterface
public interface Downloads {

    /** A URL, or a path on the registry's host, that gives out a blob's bytes for some minutes. */
    String url(Blob blob);
}
