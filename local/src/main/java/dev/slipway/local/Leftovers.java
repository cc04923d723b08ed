package dev.slipway.local;

import dev.slipway.local.store.DataFolder;
import dev.slipway.local.store.Trees;
import dev.slipway.local.store.UnusableFolderException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Temporary data folders whose process was killed. One is known by all of its name, its owner, a mark that only a
 * temporary folder gets, and a lock that nobody holds; whatever lacks one of these is not touched.
 */
final class Leftovers {

    /** What the name of a temporary folder begins with; the JDK adds a number. */
    static final String PREFIX = "slipway-memory-";

    private static final String MARK = "temporary";

    /** Folders of this process: to look at a lock of one's own would release it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private Leftovers() {}

    /** Marks a folder as one that may go as soon as nobody uses it. */
    static void mark(Path folder) throws IOException {
        OWN.add(folder);
        Files.createFile(folder.resolve(MARK));
    }

    /** Deletes what others have left beside a folder; what cannot be deleted stays. */
    static void delete(Path parent, Path own) throws IOException {
        var owner = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var folder : folders) {
                deleteIfLeft(folder, owner);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isOurs(Path folder, UserPrincipal owner) throws IOException {
        return folder.getFileName().toString().matches(PREFIX + "[0-9]+")
                && !OWN.contains(folder)
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)
                && Files.isRegularFile(folder.resolve(MARK), LinkOption.NOFOLLOW_LINKS)
                && DataFolder.isOne(folder);
    }

    private static void deleteIfLeft(Path folder, UserPrincipal owner) {
        try {
            if (isOurs(folder, owner)) {
                try (var _ = DataFolder.open(folder)) {
                    Trees.delete(folder);
                }
            }
        } catch (UnusableFolderException | IOException _) {
            return; // in use, or somebody else deletes it
        }
    }
}
