package dev.slipway.local.store;

import dev.slipway.registry.state.ListedObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Some objects of a tree in the order of their keys. A folder is read when its turn comes: with a slash behind its name
 * it has its place among the files beside it, and so have all keys in it.
 */
final class ObjectPage {

    private final Path root;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<ListedObject> objects = new ArrayList<>();

    ObjectPage(Path root, String prefix, String after, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.after = after;
        this.limit = limit;
    }

    List<ListedObject> objects() {
        return objects;
    }

    /** Adds what is in a folder, until the page is full. */
    void read(String folder) throws IOException {
        for (var name : names(folder)) {
            if (objects.size() == limit) {
                return;
            }
            if (name.endsWith("/")) {
                read(name);
            } else {
                add(name);
            }
        }
    }

    private List<String> names(String folder) throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(root.resolve(folder))) {
            for (var entry : entries) {
                var name = name(folder + entry.getFileName());
                if (belongs(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    private static String name(String path) {
        var suffix = ObjectTree.SUFFIX;
        return path.endsWith(suffix) ? path.substring(0, path.length() - suffix.length()) : path + "/";
    }

    /** Whether a key, or any that is in a folder, can be on the page. */
    private boolean belongs(String name) {
        return name.endsWith("/")
                ? (name.startsWith(prefix) || prefix.startsWith(name))
                        && (name.compareTo(after) > 0 || after.startsWith(name))
                : name.startsWith(prefix) && name.compareTo(after) > 0;
    }

    private void add(String key) throws IOException {
        try {
            var file = Files.readAttributes(root.resolve(key + ObjectTree.SUFFIX), BasicFileAttributes.class);
            var size = Math.max(0, file.size() - Trailer.BYTES);
            objects.add(new ListedObject(key, size, file.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException _) {
            return; // deleted just now
        }
    }
}
