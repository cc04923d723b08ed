package dev.slipway.local.store;

import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files that hold objects, each under its key with {@code .object} behind, so that a key may begin another. Folders
 * come with their first file and go with their last.
 */
final class ObjectTree {

    static final String SUFFIX = ".object";
    private static final Pattern PREFIX = Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9_/-]*+)?");
    private static final int ATTEMPTS = 1000;

    private final Path root;

    ObjectTree(Path root) {
        this.root = root;
    }

    Path path(ObjectKey key) {
        return root.resolve(key + SUFFIX);
    }

    Optional<StoredFile> open(ObjectKey key) {
        return Disk.get(() -> StoredFile.open(key, path(key)));
    }

    /** Moves a finished file to its place, over what was there. A folder that a deletion takes away meanwhile is made again. */
    void publish(Draft draft, ObjectKey key) throws IOException {
        var target = path(key);
        for (var attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(target.getParent());
                Files.move(draft.path(), target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    void delete(ObjectKey key) throws IOException {
        Files.deleteIfExists(path(key));
        var name = key.value();
        var slash = name.lastIndexOf('/');
        while (slash > 0 && deleteIfEmpty(root.resolve(name.substring(0, slash)))) {
            slash = name.lastIndexOf('/', slash - 1);
        }
    }

    List<ObjectKey> list(String prefix) throws IOException {
        var found = new ArrayList<ObjectKey>();
        if (PREFIX.matcher(prefix).matches()) {
            collect(prefix.substring(0, prefix.lastIndexOf('/') + 1), prefix, found);
        }
        found.sort(Comparator.comparing(ObjectKey::value));
        return found;
    }

    /** Like {@link #list}, and reads only folders that may have some of the page. */
    List<ListedObject> page(String prefix, String after, int limit) throws IOException {
        var page = new ObjectPage(root, prefix, after, limit);
        if (PREFIX.matcher(prefix).matches()) {
            page.read(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        }
        return page.objects();
    }

    private void collect(String folder, String prefix, List<ObjectKey> found) throws IOException {
        try (var entries = Files.newDirectoryStream(root.resolve(folder))) {
            for (var entry : entries) {
                var name = folder + entry.getFileName();
                if (!name.endsWith(SUFFIX)) {
                    descend(name + "/", prefix, found);
                } else if (name.startsWith(prefix)) {
                    found.add(new ObjectKey(name.substring(0, name.length() - SUFFIX.length())));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void descend(String folder, String prefix, List<ObjectKey> found) throws IOException {
        if (folder.startsWith(prefix) || prefix.startsWith(folder)) {
            collect(folder, prefix, found);
        }
    }

    private static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException _) {
            return false;
        }
    }
}
