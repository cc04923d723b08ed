package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An archive, read where it lies: nothing of it is unpacked, so that no name in it leads anywhere. A link stands for the file
 * of the archive that it leads to.
 */
final class TarShelf implements Shelf {

    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_NAME = 4096;
    private static final int MOST_LINKS = 16;

    private final Path file;
    private final Map<String, Content> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private TarShelf(Path file) {
        this.file = file;
    }

    /** Reads the names; a {@link CommandFailure} for what is no archive, or none that can be trusted. */
    static TarShelf read(Path file) {
        var shelf = new TarShelf(file);
        try (var in = new FileInputStream(file.toFile());
                var tar = new TarArchiveInputStream(in)) {
            var size = in.getChannel().size();
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                shelf.add(entry, in.getChannel().position(), size);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(file + " is neither an image layout nor an archive of images: " + e.getMessage());
        }
        return shelf;
    }

    @Override
    public Optional<Content> find(String path) {
        var name = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            if (files.containsKey(name)) {
                return Optional.of(files.get(name));
            }
            if (!links.containsKey(name)) {
                return Optional.empty();
            }
            name = links.get(name);
        }
        throw new CommandFailure("the links of " + path + " in " + file + " lead nowhere");
    }

    @Override
    public void close() {}

    private void add(TarArchiveEntry entry, long offset, long end) {
        var name = normal("", entry.getName());
        if (entry.isDirectory() || name.isEmpty()) {
            return;
        }
        if (files.size() + links.size() >= MOST_ENTRIES) {
            throw new CommandFailure(file + " has more than " + MOST_ENTRIES + " files: it is no archive of images");
        }
        if (files.containsKey(name) || links.containsKey(name)) {
            throw new CommandFailure(file + " has " + name + " twice: it cannot be told which counts");
        }
        if (entry.isSymbolicLink()) {
            links.put(name, normal(parent(name), entry.getLinkName()));
        } else if (entry.isLink()) {
            links.put(name, normal("", entry.getLinkName()));
        } else if (entry.isFile() && !entry.isSparse()) {
            if (entry.getSize() < 0 || offset + entry.getSize() > end) {
                throw new CommandFailure(file + " ends in the middle of " + name + ": it is not whole");
            }
            files.put(name, new Content(file, offset, entry.getSize()));
        }
    }

    /** A path without what leads up; one that leads out of the archive is refused. */
    private String normal(String from, String path) {
        var result = path.startsWith("/") ? "" : from;
        if (path.length() > LONGEST_NAME || (path.startsWith("/") && !from.isEmpty())) {
            throw outside(path);
        }
        for (var part : path.split("/+", -1)) {
            if (part.equals("..")) {
                if (result.isEmpty()) {
                    throw outside(path);
                }
                result = parent(result);
            } else if (!part.equals(".") && !part.isEmpty()) {
                result = result.isEmpty() ? part : result + "/" + part;
            }
        }
        return result;
    }

    private static String parent(String name) {
        return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
    }

    private CommandFailure outside(String path) {
        var shown = path.length() > 100 ? path.substring(0, 100) + "…" : path;
        return new CommandFailure(file + " has a name that leads out of it: " + shown);
    }
}
