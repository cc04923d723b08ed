package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.name.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A manifest or an index, exactly as it was written.
 *
 * @param children the manifests that an index lists
 * @param blobs the config and the layers, and what else an index lists; without what may be kept elsewhere
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Manifest(Descriptor descriptor, byte[] content, List<Descriptor> children, List<Descriptor> blobs) {

    /** The types of configs of images for containers. */
    static final List<String> CONFIGS =
            List.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

    /** In bytes: what a registry takes. */
    public static final int LARGEST = 4 << 20;

    /** Reads what a descriptor points at; it is a {@link CommandFailure} that these are other bytes. */
    public static Manifest read(Descriptor descriptor, byte[] content) {
        var digest = descriptor.digest();
        if (!Digest.of(digest.algorithm(), content).equals(digest)) {
            throw new CommandFailure("the manifest " + digest + " has other bytes than its digest says");
        }
        var fields = Fields.parse("the manifest " + digest, content);
        var listed = descriptors(fields, "manifests");
        var parts = Stream.of(fields.object("config").map(Descriptor::read).stream(), descriptors(fields, "layers"))
                .flatMap(stream -> stream)
                .toList();
        var children =
                descriptor.isIndex() ? listed.filter(Descriptor::isManifest).toList() : List.<Descriptor>of();
        var others = descriptor.isIndex()
                ? descriptors(fields, "manifests").filter(entry -> !entry.isManifest())
                : parts.stream();
        return new Manifest(
                descriptor,
                content,
                children,
                others.filter(part -> !part.isForeign()).toList());
    }

    /** Where it says what it runs on, if it is an image that says so. */
    public Optional<Descriptor> config() {
        return Fields.parse("the manifest " + descriptor.digest(), content)
                .object("config")
                .map(Descriptor::read)
                .filter(config -> CONFIGS.contains(config.mediaType()));
    }

    /** Fails if its config says that it runs on something else. */
    public static void require(Platform platform, byte[] config) {
        var runsOn = Platform.read(Fields.parse("the image's config", config));
        if (!platform.accepts(runsOn)) {
            throw new CommandFailure("there is no image for " + platform + ", but for " + runsOn);
        }
    }

    /** Whether all layers are stored as they are, uncompressed, and there are some. */
    boolean isUncompressed() {
        var layers =
                Fields.parse("the manifest " + descriptor.digest(), content).objects("layers");
        return !layers.isEmpty()
                && layers.stream()
                        .allMatch(layer -> layer.text("mediaType").equals("application/vnd.oci.image.layer.v1.tar"));
    }

    private static Stream<Descriptor> descriptors(Fields fields, String name) {
        return fields.objects(name).stream().map(Descriptor::read);
    }
}
