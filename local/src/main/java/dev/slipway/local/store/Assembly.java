package dev.slipway.local.store;

import static dev.slipway.registry.state.MultipartUploads.SMALLEST_PART;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One upload's parts as they are put together in {@code UPLOAD/whole}: from the first on while others arrive, so that little is left to do
 * when it is completed. Which parts count, and whether they are still there, is looked at only then. Whatever was guessed wrong is written over.
 */
final class Assembly {

    private final UploadFolders folders;
    private final ObjectKey key;
    private final UUID id;
    private final Map<Integer, Part> arrived = new HashMap<>();
    private final List<Part> joined = new ArrayList<>();
    private MessageDigest hash = Algorithm.SHA256.newHash();
    private long size;

    Assembly(UploadFolders folders, ObjectKey key, UUID id) {
        this.folders = folders;
        this.key = key;
        this.id = id;
    }

    /** A part is there: adds it and what waited for it, if they follow what was added before. */
    synchronized void take(Part part) {
        if (part.number() > joined.size()) {
            arrived.put(part.number(), part);
        }
        try {
            var next = next();
            while (next.isPresent() && append(next.get(), SMALLEST_PART)) {
                next = next();
            }
        } catch (IOException e) {
            // whoever completes the upload meets it, if it is still there
        }
    }

    /**
     * Puts together just these parts.
     *
     * @return the whole, to be closed; empty where one of the parts is not there, or too small
     */
    synchronized Optional<Whole> complete(List<Part> parts) throws IOException {
        var known = Math.min(joined.size(), parts.size());
        if (!joined.equals(parts.subList(0, known))) {
            begin();
        }
        for (var part : parts.subList(0, joined.size())) {
            if (!isThere(part)) {
                return Optional.empty();
            }
        }
        for (var part : parts.subList(joined.size(), parts.size())) {
            if (!append(part, part.equals(parts.getLast()) ? 0 : SMALLEST_PART)) {
                return Optional.empty();
            }
        }
        var trailer = Trailer.joined(size, id, hash.digest());
        begin();
        return Optional.of(new Whole(Draft.of(whole(), trailer.size()), trailer));
    }

    /** All of the parts, and what is to be written behind them. */
    record Whole(Draft draft, Trailer trailer) {}

    private void begin() {
        joined.clear();
        hash = Algorithm.SHA256.newHash();
        size = 0;
    }

    private Optional<Part> next() {
        return Optional.ofNullable(arrived.remove(joined.size() + 1));
    }

    private boolean isThere(Part part) throws IOException {
        var file = open(part);
        if (file.isPresent()) {
            file.get().close();
        }
        return file.isPresent();
    }

    private boolean append(Part part, long atLeast) throws IOException {
        var file = open(part);
        if (file.isEmpty()) {
            return false;
        }
        try (var present = file.get()) {
            if (present.size() < atLeast) {
                return false;
            }
            copy(present);
            size += present.size();
            joined.add(part);
            return true;
        }
    }

    private void copy(StoredFile part) throws IOException {
        try (var whole = FileChannel.open(whole(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Disk.copy(part.channel(), part.size(), whole, size, hash);
        } catch (IOException e) {
            begin(); // nobody knows what was hashed
            throw e;
        }
    }

    /** The part as it was when it got its tag; empty where it is gone, or another has its number. */
    private Optional<StoredFile> open(Part part) throws IOException {
        var file = StoredFile.open(key, folders.part(id, part.number()));
        if (file.isPresent()
                && !file.get().upload().map(FileMultipartUploads::tag).equals(Optional.of(part.tag()))) {
            file.get().close();
            return Optional.empty();
        }
        return file;
    }

    private Path whole() {
        return folders.whole(id);
    }
}
