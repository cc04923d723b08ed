package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.name.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OCI image layout, whose manifests and blobs are pushed byte for byte. */
final class Layout implements Image {

    /** Says in {@code index.json} that this program has pulled it: it is pushed as it is, whatever else lies beside it. */
    static final String PULLED = "dev.slipway.pulled-from";

    private static final int MOST_MANIFESTS = 10_000;
    private static final int DEEPEST = 8;

    private final Shelf shelf;
    private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();

    private Layout(Shelf shelf) {
        this.shelf = shelf;
    }

    static Layout open(Shelf shelf, Optional<String> name, Optional<Platform> platform) {
        var layout = new Layout(shelf);
        var root = Choice.named(index(shelf), name);
        layout.read(platform.map(wanted -> layout.narrow(root, wanted)).orElse(root), 1);
        return layout;
    }

    /** Whether it is what Docker writes that keeps layers uncompressed itself, and would compress them to push. */
    boolean isForDocker() {
        var pulled = Fields.parse("index.json", shelf.document("index.json"))
                .object("annotations")
                .filter(annotations -> annotations.has(PULLED));
        return pulled.isEmpty()
                && shelf.find("manifest.json").isPresent()
                && manifests.size() == 1
                && manifests.values().iterator().next().isUncompressed();
    }

    @Override
    public List<Piece> pieces() {
        return blobs.values().stream().<Piece>map(ReadyPiece::new).toList();
    }

    @Override
    public List<Manifest> manifests(List<Blob> ready) {
        return List.copyOf(manifests.values());
    }

    @Override
    public void close() {
        shelf.close();
    }

    private static List<Descriptor> index(Shelf shelf) {
        return Fields.parse("index.json", shelf.document("index.json")).objects("manifests").stream()
                .map(Descriptor::read)
                .toList();
    }

    private Descriptor narrow(Descriptor root, Platform platform) {
        var chosen = Choice.of(platform, root, descriptor -> manifest(descriptor, DEEPEST));
        manifest(chosen, DEEPEST)
                .config()
                .flatMap(config -> shelf.blob(config.digest()))
                .ifPresent(config -> Manifest.require(platform, config.bytes("the image's config", Manifest.LARGEST)));
        return chosen;
    }

    /** Children first. One that was read before is not read again, so that none goes round in a circle. */
    private void read(Descriptor descriptor, int depth) {
        if (manifests.containsKey(descriptor.digest())) {
            return;
        }
        var manifest = manifest(descriptor, depth);
        manifest.children().forEach(child -> read(child, depth + 1));
        manifest.blobs().forEach(this::add);
        manifests.put(descriptor.digest(), manifest);
        if (manifests.size() > MOST_MANIFESTS) {
            throw new CommandFailure("the image has more than " + MOST_MANIFESTS + " manifests");
        }
    }

    private Manifest manifest(Descriptor descriptor, int depth) {
        if (!descriptor.isManifest()) {
            throw new CommandFailure("index.json lists what is no manifest: " + descriptor.mediaType());
        }
        if (depth > DEEPEST) {
            throw new CommandFailure("the image has indexes in indexes more than " + DEEPEST + " deep");
        }
        var content = shelf.blob(descriptor.digest()).orElseThrow(() -> missing(descriptor));
        return Manifest.read(descriptor, content.bytes("the manifest " + descriptor.digest(), Manifest.LARGEST));
    }

    private void add(Descriptor descriptor) {
        if (!blobs.containsKey(descriptor.digest())) {
            var content = shelf.blob(descriptor.digest()).orElseThrow(() -> missing(descriptor));
            blobs.put(descriptor.digest(), new Blob(descriptor, content));
        }
    }

    private static CommandFailure missing(Descriptor descriptor) {
        var platform = descriptor.platform().map(text -> " (" + text + ")").orElse("");
        return new CommandFailure("the image is not whole: " + descriptor.digest() + platform + " is missing"
                + (platform.isEmpty() ? "" : "; push one platform with --platform"));
    }
}
