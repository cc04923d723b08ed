package dev.slipway.local.store;

import dev.slipway.registry.state.MultipartUploads.Part;
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
 * A folder for each multipart upload under way: {@code UPLOAD/key} holds the key it goes to, {@code UPLOAD/NUMBER.part} a part, or
 * {@code UPLOAD/NUMBER.place} where in {@code UPLOAD/whole} it lies. A part that has both is the former.
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

    /** Whether there is, or was, a part of this number. */
    boolean hasPart(UUID id, int number) {
        return Files.exists(part(id, number)) || Files.exists(place(id, number));
    }

    /** The part as it was when it got its tag; empty where it is gone, or another has its number. */
    Optional<Piece> piece(UUID id, Part part) throws IOException {
        var found = Piece.alone(part(id, part.number()));
        if (found.isEmpty()) {
            var place = Place.read(place(id, part.number()));
            found = place.isPresent() ? Piece.within(whole(id), place.get()) : found;
        }
        if (found.isPresent() && !tag(found.get().place().mark()).equals(part.tag())) {
            found.get().close();
            return Optional.empty();
        }
        return found;
    }

    /** The tag of a part with this mark. */
    static String tag(UUID mark) {
        return '"' + mark.toString() + '"';
    }

    Path whole(UUID id) {
        return folder(id).resolve("whole");
    }

    /** Moves a finished part to its place; false when the upload is gone. */
    boolean publish(Draft draft, UUID id, int number) throws IOException {
        return move(draft.path(), part(id, number));
    }

    /** Keeps where a part lies that was written there; false when the upload is gone. */
    boolean publish(Place place, Path drafts, UUID id, int number) throws IOException {
        var line = Files.write(drafts.resolve(UUID.randomUUID().toString()), place.line());
        try {
            return move(line, place(id, number));
        } finally {
            Files.deleteIfExists(line);
        }
    }

    private static boolean move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
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

    private Path part(UUID id, int number) {
        return folder(id).resolve(number + ".part");
    }

    private Path place(UUID id, int number) {
        return folder(id).resolve(number + ".place");
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
