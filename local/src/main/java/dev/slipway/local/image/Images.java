package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Opens images: layouts in folders and in archives, and what {@code docker save} writes; archives also compressed with gzip. */
public final class Images {

    private static final int GZIP = 0x1f8b;

    private Images() {}

    /**
     * Opens one.
     *
     * @param name which, where there are several
     * @param platform which one of an index, if not all
     */
    public static Image open(Path path, Optional<String> name, Optional<Platform> platform) {
        if (Files.isDirectory(path)) {
            return layout(path, new FolderShelf(path), name, platform);
        }
        if (!Files.isRegularFile(path)) {
            throw new CommandFailure("there is no image at " + path);
        }
        var plain = unzipped(path);
        try {
            var shelf = TarShelf.read(plain.orElse(path));
            var image = shelf.find("index.json").isPresent()
                    ? layout(path, shelf, name, platform)
                    : dockerSave(path, shelf, name, platform);
            return plain.isPresent() ? new Temporary(image, plain.get()) : image;
        } catch (RuntimeException e) {
            plain.ifPresent(Images::delete);
            throw e;
        }
    }

    private static Image layout(Path path, Shelf shelf, Optional<String> name, Optional<Platform> platform) {
        if (shelf.find("index.json").isEmpty()) {
            throw new CommandFailure(path + " is no image layout: there is no index.json in it");
        }
        var layout = Layout.open(shelf, name, platform);
        return layout.isForDocker() ? dockerSave(path, shelf, name, Optional.empty()) : layout;
    }

    private static Image dockerSave(Path path, Shelf shelf, Optional<String> name, Optional<Platform> platform) {
        if (shelf.find("manifest.json").isEmpty()) {
            throw new CommandFailure(
                    path + " is no archive of images: there is neither an index.json nor a manifest.json in it");
        }
        if (platform.isPresent()) {
            throw new CommandFailure("an archive of docker save has one platform only: --platform is of no use");
        }
        return DockerSave.open(shelf, name);
    }

    /** A file of its own where the archive is compressed: it is read at many places. */
    private static Optional<Path> unzipped(Path path) {
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            in.mark(2);
            var compressed = ((in.read() << 8) | in.read()) == GZIP;
            in.reset();
            if (!compressed) {
                return Optional.empty();
            }
            var plain = Files.createTempFile("slipway-", ".tar");
            plain.toFile().deleteOnExit();
            try (var out = Files.newOutputStream(plain)) {
                new GZIPInputStream(in, 1 << 16).transferTo(out);
            } catch (IOException e) {
                delete(plain);
                throw e;
            }
            return Optional.of(plain);
        } catch (IOException e) {
            throw new CommandFailure(path + " cannot be read: " + e.getMessage());
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
