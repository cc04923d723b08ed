package dev.slipway.registry.manifest;

import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;

/** A pointer to content (OCI Image Specification, "Content Descriptors"). The size is in bytes. */
public record Descriptor(String mediaType, Digest digest, long size) {

    static Descriptor read(JsonTree json, String where) {
        var mediaType = json.text("mediaType").orElseThrow(() -> JsonTree.invalid(where + " has no mediaType"));
        var size = json.whole("size").orElseThrow(() -> JsonTree.invalid(where + " has no size"));
        if (size < 0) {
            throw JsonTree.invalid(where + " has a negative size");
        }
        var digest = json.text("digest").orElseThrow(() -> JsonTree.invalid(where + " has no digest"));
        try {
            return new Descriptor(mediaType, Digest.parse(digest), size);
        } catch (RegistryException e) {
            throw JsonTree.invalid(where + " has an invalid digest");
        }
    }

    /** Whether what it points at is a manifest, kept as one, rather than a blob. */
    boolean isManifest() {
        return MediaType.find(mediaType).isPresent();
    }
}
