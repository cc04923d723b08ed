package dev.slipway.local.image;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.CommandFailure;
import dev.slipway.registry.manifest.MediaType;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image in an archive of {@code docker save}. Layers that are uncompressed are compressed as {@code docker push} would, so that the
 * config stays what it is and the manifest is made anew.
 */
final class DockerSave implements Image {

    private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
    private static final int LARGEST_CONFIG = Shelf.LARGEST_DOCUMENT;

    private final Shelf shelf;
    private final Blob config;
    private final List<TarLayer> layers;

    private DockerSave(Shelf shelf, Blob config, List<TarLayer> layers) {
        this.shelf = shelf;
        this.config = config;
        this.layers = layers;
    }

    static DockerSave open(Shelf shelf, Optional<String> name) {
        var entry = choose(Fields.list("manifest.json", shelf.document("manifest.json")), name);
        var content = file(shelf, entry.text("Config"));
        var bytes = content.bytes("the image's config", LARGEST_CONFIG);
        var digest = Digest.of(Algorithm.SHA256, bytes);
        var diffs = Fields.parse("the image's config", bytes)
                .object("rootfs")
                .map(rootfs -> rootfs.texts("diff_ids"))
                .orElse(List.of());
        var paths = entry.texts("Layers");
        if (paths.size() != diffs.size()) {
            throw new CommandFailure(
                    "the image's config tells of " + diffs.size() + " layers, manifest.json of " + paths.size());
        }
        var layers = new ArrayList<TarLayer>();
        for (int i = 0; i < paths.size(); i++) {
            layers.add(new TarLayer(file(shelf, paths.get(i)), diffs.get(i)));
        }
        return new DockerSave(shelf, new Blob(Descriptor.of(CONFIG, digest, bytes.length), content), layers);
    }

    /** The layers first, since they take longer; one that is there twice is compressed once. */
    @Override
    public List<Piece> pieces() {
        return Stream.<Piece>concat(layers.stream().distinct(), Stream.of(new ReadyPiece(config)))
                .toList();
    }

    @Override
    public List<Manifest> manifests(List<Blob> blobs) {
        var distinct = layers.stream().distinct().toList();
        var made = layers.stream()
                .map(layer -> json(blobs.get(distinct.indexOf(layer)).descriptor()))
                .toList();
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaType.DOCKER_MANIFEST.toString());
        manifest.put("config", json(config.descriptor()));
        manifest.put("layers", made);
        var content = bytes(manifest);
        var descriptor = Descriptor.of(
                MediaType.DOCKER_MANIFEST.toString(), Digest.of(Algorithm.SHA256, content), content.length);
        return List.of(Manifest.read(descriptor, content));
    }

    @Override
    public void close() {
        layers.forEach(TarLayer::close);
        shelf.close();
    }

    private static Fields choose(List<Fields> images, Optional<String> name) {
        var fitting = images.stream()
                .filter(image -> name.isEmpty() || image.texts("RepoTags").contains(name.get()))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw new CommandFailure(
                (name.isEmpty() ? "there are " + images.size() + " images" : "not one image is called " + name.get())
                        + ": choose with --image one of "
                        + Choice.list(images.stream().flatMap(image -> image.texts("RepoTags").stream())));
    }

    private static Content file(Shelf shelf, String path) {
        return shelf.find(path)
                .orElseThrow(() -> new CommandFailure("the image is not whole: " + path + " is missing"));
    }

    private static Map<String, Object> json(Descriptor descriptor) {
        var json = new LinkedHashMap<String, Object>();
        json.put("mediaType", descriptor.mediaType());
        json.put("size", descriptor.size());
        json.put("digest", descriptor.digest().toString());
        return json;
    }

    private static byte[] bytes(Map<String, Object> json) {
        try {
            return JSON.std.asBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
