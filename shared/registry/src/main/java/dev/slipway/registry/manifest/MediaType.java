package dev.slipway.registry.manifest;

import java.util.Arrays;
import java.util.Optional;

/** The types of manifests that are understood, and so kept. */
public enum MediaType {
    OCI_MANIFEST("application/vnd.oci.image.manifest.v1+json", false),
    OCI_INDEX("application/vnd.oci.image.index.v1+json", true),
    DOCKER_MANIFEST("application/vnd.docker.distribution.manifest.v2+json", false),
    DOCKER_LIST("application/vnd.docker.distribution.manifest.list.v2+json", true);

    private static final String DOCKER_SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";
    private static final String DOCKER_FOREIGN_LAYER = "application/vnd.docker.image.rootfs.foreign.";
    private static final String OCI_FOREIGN_LAYER = "application/vnd.oci.image.layer.nondistributable.";

    private final String text;
    private final boolean index;

    MediaType(String text, boolean index) {
        this.text = text;
        this.index = index;
    }

    /** The type that a {@code Content-Type} or a {@code mediaType} names, if it is one of these. */
    public static Optional<MediaType> find(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** Whether manifests of this type list manifests, rather than a config and layers. */
    public boolean isIndex() {
        return index;
    }

    /** Whether this names a manifest of Docker's first schema, signed or not, which is long gone. */
    static boolean isSchema1(String text) {
        return text.startsWith(DOCKER_SCHEMA_1);
    }

    /** Whether layers of this type may be kept elsewhere (OCI Image Specification, "Non-Distributable Layers"). */
    static boolean isForeign(String text) {
        return text.startsWith(OCI_FOREIGN_LAYER) || text.startsWith(DOCKER_FOREIGN_LAYER);
    }

    @Override
    public String toString() {
        return text;
    }
}
