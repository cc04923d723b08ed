package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Choice;
import dev.slipway.local.image.Descriptor;
import dev.slipway.local.image.LayoutFolder;
import dev.slipway.local.image.Manifest;
import dev.slipway.local.image.Platform;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Pulls an image: its manifests, then its blobs side by side. */
final class Pull {

    private static final int DEEPEST = 8;
    private static final int MOST_MANIFESTS = 10_000;

    private final Repository repository;
    private final Progress progress;
    private final Map<Digest, Manifest> read = new HashMap<>();

    Pull(Repository repository, Progress progress) {
        this.repository = repository;
        this.progress = progress;
    }

    /** The manifests of an image, or of its part for one platform, children before their parents. */
    List<Manifest> manifests(Reference reference, Optional<Platform> platform) throws InterruptedException {
        var root = repository.manifest(reference);
        read.put(root.descriptor().digest(), root);
        var chosen = platform.map(wanted -> Choice.of(wanted, root.descriptor(), this::manifest))
                .orElse(root.descriptor());
        var all = new LinkedHashMap<Digest, Manifest>();
        collect(chosen, all, 1);
        return List.copyOf(all.values());
    }

    /** Brings what the manifests need into a layout. */
    void blobs(List<Manifest> manifests, LayoutFolder layout) throws InterruptedException {
        var blobs = new LinkedHashMap<Digest, Descriptor>();
        manifests.forEach(manifest -> manifest.blobs().forEach(blob -> blobs.putIfAbsent(blob.digest(), blob)));
        var pull = new BlobPull(repository, layout);
        var tasks = new ArrayList<Callable<Boolean>>();
        for (var blob : blobs.values()) {
            var transfer = progress.add(Progress.label(blob.digest()), blob.size());
            tasks.add(() -> {
                pull.pull(blob, transfer);
                return true;
            });
        }
        Together.run(tasks, repository.connection().settings().blobs());
    }

    private void collect(Descriptor descriptor, Map<Digest, Manifest> all, int depth) {
        if (all.containsKey(descriptor.digest())) {
            return;
        }
        if (depth > DEEPEST || all.size() >= MOST_MANIFESTS) {
            throw new CommandFailure("the image has too many indexes in indexes, or too many manifests");
        }
        var manifest = manifest(descriptor);
        manifest.children().forEach(child -> collect(child, all, depth + 1));
        all.put(descriptor.digest(), manifest);
    }

    /** As what lists it says it is: with its platform. */
    private Manifest manifest(Descriptor descriptor) {
        var known = Optional.ofNullable(read.get(descriptor.digest()));
        var manifest = known.orElseGet(() -> fetch(descriptor.digest()));
        read.put(descriptor.digest(), manifest);
        if (manifest.descriptor().size() != descriptor.size()) {
            throw new CommandFailure("the manifest " + descriptor.digest() + " has not the size that its index says");
        }
        return Manifest.read(descriptor, manifest.content());
    }

    private Manifest fetch(Digest digest) {
        try {
            return repository.manifest(digest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }
}
