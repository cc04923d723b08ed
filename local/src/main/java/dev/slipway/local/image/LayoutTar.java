package dev.slipway.local.image;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.CommandFailure;
import dev.slipway.local.store.Trees;
import dev.slipway.registry.name.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A layout as one tar archive, which {@code docker load}, podman and skopeo read. Beside the layout it has the {@code manifest.json} that
 * Docker reads which knows no layouts: for the image of this machine's platform, where there are several.
 */
public final class LayoutTar {

    private final TarArchiveOutputStream tar;

    private LayoutTar(TarArchiveOutputStream tar) {
        this.tar = tar;
    }

    /** The folder in which the layout of an archive is collected: it is kept when a pull breaks off. */
    public static LayoutFolder folderOf(Path archive) {
        return LayoutFolder.in(archive.resolveSibling(archive.getFileName() + ".partial"));
    }

    /** Makes an archive of a layout's folder, in the place of what was there, and deletes the folder. */
    public static void write(LayoutFolder layout, Path archive, List<Manifest> manifests, LayoutFolder.Names names) {
        var draft = archive.resolveSibling(archive.getFileName() + ".new");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16);
                    var tar = new TarArchiveOutputStream(out, "UTF-8")) {
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                new LayoutTar(tar).add(layout.path(), manifests, names);
            }
            Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(layout.path());
        } catch (IOException e) {
            Images.delete(draft);
            throw new CommandFailure(archive + " cannot be written: " + e.getMessage());
        }
    }

    private void add(Path folder, List<Manifest> manifests, LayoutFolder.Names names) throws IOException {
        add("oci-layout", folder.resolve("oci-layout"));
        add("index.json", folder.resolve("index.json"));
        var forDocker = forDocker(manifests).flatMap(manifest -> json(manifest, names));
        if (forDocker.isPresent()) {
            add("manifest.json", JSON.std.asBytes(List.of(forDocker.get())));
        }
        try (var files = Files.walk(folder.resolve("blobs"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(folder.relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }

    private void add(String name, Path file) throws IOException {
        begin(name, Files.size(file));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private void add(String name, byte[] content) throws IOException {
        begin(name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** The same files always make the same archive. */
    private void begin(String name, long size) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
    }

    private static Optional<Manifest> forDocker(List<Manifest> manifests) {
        var root = manifests.getLast();
        if (!root.descriptor().isIndex()) {
            return Optional.of(root);
        }
        var here = Platform.here();
        var leaves = manifests.stream()
                .flatMap(manifest -> manifest.children().stream())
                .filter(child -> !child.isIndex())
                .filter(child -> child.platform()
                        .map(platform -> !platform.os().equals("unknown"))
                        .orElse(false))
                .toList();
        return leaves.stream()
                .filter(leaf -> leaf.platform().filter(here::accepts).isPresent())
                .findFirst()
                .or(() -> leaves.stream().findFirst())
                .flatMap(leaf -> manifests.stream()
                        .filter(manifest -> manifest.descriptor().digest().equals(leaf.digest()))
                        .findFirst());
    }

    /** Docker's entry for an image; empty for what is no image of containers, or is kept elsewhere in part. */
    private static Optional<Map<String, Object>> json(Manifest manifest, LayoutFolder.Names names) {
        var fields = Fields.parse("the manifest " + manifest.descriptor().digest(), manifest.content());
        var config = manifest.config();
        var layers = fields.objects("layers").stream().map(Descriptor::read).toList();
        if (config.isEmpty() || layers.stream().anyMatch(Descriptor::isForeign)) {
            return Optional.empty();
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("Config", path(config.get().digest()));
        json.put("RepoTags", names.whole().map(List::of).orElse(List.of()));
        json.put("Layers", layers.stream().map(layer -> path(layer.digest())).toList());
        return Optional.of(json);
    }

    private static String path(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }
}
