package dev.slipway.local.image;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.CommandFailure;
import dev.slipway.local.store.Trees;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OCI image layout that is being written. What is not whole and verified is in a folder beside the blobs, from where it goes on
 * another time; {@code index.json} comes last.
 */
public final class LayoutFolder {

    private static final String INDEX = "index.json";
    private static final String LAYOUT = "oci-layout";
    private static final String PARTIAL = ".partial";

    private final Path folder;

    private LayoutFolder(Path folder) {
        this.folder = folder;
    }

    /** One that is new, or that has images already; a folder of anything else is refused. */
    public static LayoutFolder in(Path folder) {
        try {
            if (Files.exists(folder) && !isOurs(folder)) {
                throw new CommandFailure(folder + " is there already, and is no image layout");
            }
            Files.createDirectories(folder.resolve(PARTIAL));
            return new LayoutFolder(folder);
        } catch (IOException e) {
            throw new CommandFailure(folder + " cannot be written: " + e.getMessage());
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return Files.isRegularFile(folder.resolve(LAYOUT))
                    || Files.isDirectory(folder.resolve(PARTIAL))
                    || entries.findAny().isEmpty();
        }
    }

    public Path path() {
        return folder;
    }

    /** Whether content is there, whole. It was verified when it came. */
    public boolean has(Descriptor descriptor) throws IOException {
        var file = place(descriptor.digest());
        return Files.isRegularFile(file) && Files.size(file) == descriptor.size();
    }

    /** Where content is to be collected that is not whole yet. */
    public Path partial(Digest digest) {
        return folder.resolve(PARTIAL).resolve(digest.algorithm() + "-" + digest.hex());
    }

    /** Puts what was collected where it belongs, now that it is verified. */
    public void settle(Digest digest) throws IOException {
        var place = place(digest);
        Files.createDirectories(place.resolveSibling("."));
        Files.move(partial(digest), place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Fails if an image that is there runs on something else, as far as it says. */
    public void require(Platform platform, Manifest manifest) {
        manifest.config()
                .flatMap(config -> new FolderShelf(folder).blob(config.digest()))
                .ifPresent(config -> Manifest.require(platform, config.bytes("the image's config", Manifest.LARGEST)));
    }

    /** Adds manifests, which were verified when they were read, and tells what the last of them is called. */
    public void finish(List<Manifest> manifests, Names names) {
        try {
            for (var manifest : manifests) {
                var digest = manifest.descriptor().digest();
                Files.write(partial(digest), manifest.content());
                settle(digest);
            }
            write(LAYOUT, Map.of("imageLayoutVersion", "1.0.0"));
            write(INDEX, index(manifests.getLast().descriptor(), names));
            Trees.delete(folder.resolve(PARTIAL));
        } catch (IOException e) {
            throw new CommandFailure(folder + " cannot be written: " + e.getMessage());
        }
    }

    /** The images that were there, without one of the same name, and the new one. */
    private Map<String, Object> index(Descriptor root, Names names) throws IOException {
        var file = folder.resolve(INDEX);
        var old = Files.exists(file)
                ? Fields.parse(INDEX, new FolderShelf(folder).document(INDEX))
                : new Fields(INDEX, Map.of());
        var entries = new ArrayList<Object>();
        old.objects("manifests").stream()
                .filter(entry -> !names.areOf(Descriptor.read(entry), root))
                .map(Fields::members)
                .forEach(entries::add);
        entries.add(entry(root, names));
        var index = new LinkedHashMap<String, Object>();
        index.put("schemaVersion", 2);
        index.put("mediaType", "application/vnd.oci.image.index.v1+json");
        index.put("manifests", entries);
        index.put("annotations", Map.of(Layout.PULLED, names.source()));
        return index;
    }

    private static Map<String, Object> entry(Descriptor root, Names names) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("mediaType", root.mediaType());
        entry.put("digest", root.digest().toString());
        entry.put("size", root.size());
        root.platform().ifPresent(platform -> entry.put("platform", platform.json()));
        if (!names.annotations().isEmpty()) {
            entry.put("annotations", names.annotations());
        }
        return entry;
    }

    private void write(String name, Map<String, Object> json) throws IOException {
        var draft = folder.resolve(PARTIAL).resolve(name);
        Files.write(draft, JSON.std.asString(json).getBytes(StandardCharsets.UTF_8));
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path place(Digest digest) {
        return folder.resolve("blobs").resolve(digest.algorithm().toString()).resolve(digest.hex());
    }

    /**
     * What an image is called in a layout.
     *
     * @param whole with host and tag; empty where it was asked for by digest
     * @param source where it was pulled from
     */
    public record Names(Optional<String> whole, Optional<String> tag, String source) {

        Map<String, Object> annotations() {
            var annotations = new LinkedHashMap<String, Object>();
            whole.ifPresent(name -> annotations.put(Descriptor.IMAGE, name));
            tag.ifPresent(name -> annotations.put(Descriptor.REFERENCE, name));
            return annotations;
        }

        /** Whether an entry is what these names are for now, or the same image without a name. */
        private boolean areOf(Descriptor entry, Descriptor root) {
            return whole.isPresent()
                    ? entry.names().contains(whole.get())
                    : entry.names().isEmpty() && entry.digest().equals(root.digest());
        }
    }
}
