package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.manifest.MediaType;
import dev.slipway.registry.name.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pointer to content (OCI Image Specification, "Content Descriptors").
 *
 * @param size in bytes
 * @param names what the annotations call it
 */
public record Descriptor(String mediaType, Digest digest, long size, Optional<Platform> platform, List<String> names) {

    static final String REFERENCE = "org.opencontainers.image.ref.name";
    static final String IMAGE = "io.containerd.image.name";

    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Optional.empty(), List.of());
    }

    static Descriptor read(Fields fields) {
        var names = fields.object("annotations")
                .map(annotations -> Stream.of(REFERENCE, IMAGE)
                        .flatMap(name -> annotations.find(name).stream())
                        .toList())
                .orElse(List.of());
        return new Descriptor(
                fields.text("mediaType"),
                digest(fields),
                fields.size("size"),
                fields.object("platform").map(Platform::read),
                names);
    }

    /** Whether what it points at is a manifest or an index, rather than a blob. */
    public boolean isManifest() {
        return MediaType.find(mediaType).isPresent();
    }

    boolean isIndex() {
        return MediaType.find(mediaType).filter(MediaType::isIndex).isPresent();
    }

    /** Whether it may be kept elsewhere, and by this registry need not be (OCI Image Specification, "Non-Distributable Layers"). */
    boolean isForeign() {
        return mediaType.startsWith("application/vnd.docker.image.rootfs.foreign.")
                || mediaType.startsWith("application/vnd.oci.image.layer.nondistributable.");
    }

    private static Digest digest(Fields fields) {
        try {
            return Digest.parse(fields.text("digest"));
        } catch (RegistryException e) {
            throw new CommandFailure(fields.document() + " has a digest that is none");
        }
    }
}
