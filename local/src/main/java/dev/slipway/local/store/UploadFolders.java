package dev.slipway.local.store;

import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A folder for each multipart upload under way: {@code UPLOAD/key} holds the key it goes to, {@code UPLOAD/NUMBER.part} a part,
 * {@code UPLOAD/whole} what was put together of them so far.
 */
final class UploadFolders {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int ATTEMPTS = 1000;

    private final Path root;

    UploadFolders(Path root) {
        this.root = root;
    }

    /** The upload with this name; empty when it is no name of one. */
    static Optional<UUID> parse(String upload) {
        return Optional.of(upload).filter(UUID_FORM.asMatchPredicate()).map(UUID::fromString);
    }

    UUID create(ObjectKey key) throws IOException {
        var id = UUID.randomUUID();
        Files.createDirectory(folder(id));
        Files.writeString(key(id), key.value());
        return id;
    }

    /** The upload, if there is one with this name to this key. */
    Optional<UUID> find(ObjectKey key, String upload) {
        return parse(upload).filter(id -> Disk.get(() -> leadsTo(id, key)));
    }

    Path part(UUID id, int number) {
        return folder(id).resolve(number + ".part");
    }

    Path whole(UUID id) {
        return folder(id).resolve("whole");
    }

    /** Moves a finished part to its place; false when the upload is gone. */
    boolean publish(Draft draft, UUID id, int number) throws IOException {
        try {
            Files.move(draft.path(), part(id, number), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** Deletes an upload, first the file that makes it one. Parts that arrive meanwhile go too. */
    void delete(UUID id) throws IOException {
        Files.deleteIfExists(key(id));
        for (var attempt = 1; ; attempt++) {
            try {
                deleteFolder(folder(id));
                return;
            } catch (DirectoryNotEmptyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    List<UUID> olderThan(Instant moment) throws IOException {
        try (var folders = Files.newDirectoryStream(root, folder -> FileBucket.isOlder(folder, moment))) {
            var found = new ArrayList<UUID>();
            folders.forEach(
                    folder -> found.add(UUID.fromString(folder.getFileName().toString())));
            return found;
        }
    }

    private boolean leadsTo(UUID id, ObjectKey key) throws IOException {
        try {
            return Files.readString(key(id)).equals(key.value());
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Path folder(UUID id) {
        return root.resolve(id.toString());
    }

    private Path key(UUID id) {
        return folder(id).resolve("key");
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
