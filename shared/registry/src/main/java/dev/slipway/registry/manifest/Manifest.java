package dev.slipway.registry.manifest;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest says, read from the bytes that were pushed, which are what is kept.
 *
 * @param blobs the blobs it needs in its repository
 * @param children the manifests it needs in its repository
 * @param artifactType what kind of artifact it is, for whoever lists referrers; empty for none
 */
public record Manifest(
        MediaType mediaType,
        Set<Digest> blobs,
        Set<Digest> children,
        Optional<Digest> subject,
        String artifactType,
        Map<String, String> annotations) {

    /** RFC 6838, "Naming Requirements". */
    private static final int LONGEST_MEDIA_TYPE = 255;

    /**
     * Reads a manifest.
     *
     * @param contentType the media type that it was pushed as; empty where the manifest itself must say
     * @throws RegistryException {@code MANIFEST_INVALID} with the reason
     */
    public static Manifest read(Optional<String> contentType, byte[] content) {
        var json = JsonTree.parse(content);
        var mediaType = mediaType(contentType, json);
        if (json.whole("schemaVersion").filter(version -> version == 2).isEmpty()) {
            throw JsonTree.invalid("schemaVersion is not 2");
        }
        var references = mediaType.isIndex() ? index(json) : image(json);
        var blobs = new LinkedHashSet<Digest>();
        var children = new LinkedHashSet<Digest>();
        references.forEach(reference ->
                (mediaType.isIndex() && reference.isManifest() ? children : blobs).add(reference.digest()));
        return new Manifest(
                mediaType,
                blobs,
                children,
                json.object("subject")
                        .map(subject -> Descriptor.read(subject, "subject").digest()),
                artifactType(json),
                json.texts("annotations"));
    }

    private static MediaType mediaType(Optional<String> contentType, JsonTree json) {
        var inside = json.text("mediaType");
        if (inside.isPresent() && contentType.isPresent() && !inside.equals(contentType)) {
            throw JsonTree.invalid("Content-Type and mediaType differ");
        }
        var text = contentType.or(() -> inside).orElseThrow(() -> JsonTree.invalid("no Content-Type, no mediaType"));
        if (MediaType.isSchema1(text) || json.has("fsLayers")) {
            throw new RegistryException(
                            ErrorCode.MANIFEST_INVALID,
                            "manifests of Docker's schema 1 are not supported: push with a client of this decade")
                    .with("mediaType", text.length() > 100 ? text.substring(0, 100) : text);
        }
        return MediaType.find(text).orElseThrow(() -> JsonTree.invalid("not a media type of manifests"));
    }

    /** An image or an artifact needs its config and its layers, but for those that are kept elsewhere. */
    private static List<Descriptor> image(JsonTree json) {
        if (json.has("manifests")) {
            throw JsonTree.invalid("an image has no manifests");
        }
        var config = json.object("config").orElseThrow(() -> JsonTree.invalid("no config"));
        var references = new ArrayList<Descriptor>();
        references.add(Descriptor.read(config, "config"));
        for (var layer : json.objects("layers")) {
            var descriptor = Descriptor.read(layer, "a layer");
            if (!MediaType.isForeign(descriptor.mediaType())) {
                references.add(descriptor);
            }
        }
        return references;
    }

    private static List<Descriptor> index(JsonTree json) {
        if (json.has("config") || json.has("layers")) {
            throw JsonTree.invalid("an index has no config and no layers");
        }
        return json.objects("manifests").stream()
                .map(child -> Descriptor.read(child, "a manifest"))
                .toList();
    }

    private static String artifactType(JsonTree json) {
        return json.text("artifactType")
                .filter(type -> !type.isEmpty())
                .or(() -> json.object("config").flatMap(config -> config.text("mediaType")))
                .map(Manifest::checked)
                .orElse("");
    }

    private static String checked(String mediaType) {
        if (mediaType.length() > LONGEST_MEDIA_TYPE) {
            throw JsonTree.invalid("a media type has at most 255 characters");
        }
        return mediaType;
    }
}
