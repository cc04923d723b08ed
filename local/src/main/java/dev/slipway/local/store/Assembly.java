package dev.slipway.local.store;

import static dev.slipway.registry.state.MultipartUploads.SMALLEST_PART;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One upload's parts on their way to become one file. Where all have the same size but the last, as parts mostly have, each is written to
 * its place in the whole at once, and hashed while others arrive, so that nothing is left to do in the end. What does not fit, such as a
 * part that is sent again, gets a file of its own; then all are copied together in the end.
 */
final class Assembly {

    private final UploadFolders folders;
    private final UUID id;
    private final Set<Integer> placed = new HashSet<>();
    private long places;
    private int writing;
    private boolean isDone;

    private final Map<Integer, Part> arrived = new HashMap<>();
    private final List<Part> joined = new ArrayList<>();
    private MessageDigest hash = Algorithm.SHA256.newHash();
    private long size;

    Assembly(UploadFolders folders, UUID id) {
        this.folders = folders;
        this.id = id;
    }

    /** All of the parts, and what is to be written behind them. */
    record Whole(Draft draft, Trailer trailer) {}

    /**
     * A part's place in the whole, to be written to until {@link #written} is called.
     *
     * @return empty where the part needs a file of its own
     */
    synchronized Optional<Draft> place(int number, long length) throws IOException {
        if (isDone || placed.contains(number) || folders.hasPart(id, number)) {
            return Optional.empty();
        }
        if (placed.isEmpty() && length >= SMALLEST_PART) {
            places = length;
        }
        if (length > places) {
            return Optional.empty();
        }
        try {
            var draft = Draft.within(folders.whole(id), (number - 1) * places);
            placed.add(number);
            writing++;
            return Optional.of(draft);
        } catch (NoSuchFileException _) {
            return Optional.empty(); // the upload has ended
        }
    }

    /** Nobody writes to a part's place any more; one that is not stored may be sent there again. */
    synchronized void written(int number, boolean isStored) {
        writing--;
        if (!isStored) {
            placed.remove(number);
        }
    }

    /** A part is there: hashes it and what waited for it, if they follow what was hashed before. */
    synchronized void take(Part part) {
        if (part.number() > joined.size()) {
            arrived.put(part.number(), part);
        }
        try {
            var next = next();
            while (next.isPresent() && join(next.get(), SMALLEST_PART)) {
                next = next();
            }
        } catch (IOException e) {
            // whoever completes the upload meets it, if it is still there
        }
    }

    /**
     * Puts together just these parts.
     *
     * @param drafts where it may be written
     * @return the whole, to be closed; empty where one of the parts is not there, or too small
     */
    synchronized Optional<Whole> complete(List<Part> parts, Path drafts) throws IOException {
        if (writing > 0 || !joinAll(parts)) {
            return copies(parts, drafts);
        }
        isDone = true;
        return Optional.of(new Whole(Draft.of(folders.whole(id), size), Trailer.joined(size, id, digest())));
    }

    private Optional<Part> next() {
        return Optional.ofNullable(arrived.remove(joined.size() + 1));
    }

    private boolean joinAll(List<Part> parts) throws IOException {
        if (joined.size() > parts.size() || !joined.equals(parts.subList(0, joined.size()))) {
            begin();
        }
        for (var part : List.copyOf(joined)) {
            var piece = folders.piece(id, part);
            if (piece.isEmpty()) {
                return false;
            }
            piece.get().close();
        }
        for (var part : parts.subList(joined.size(), parts.size())) {
            if (!join(part, part.equals(parts.getLast()) ? 0 : SMALLEST_PART)) {
                return false;
            }
        }
        return true;
    }

    private void begin() {
        joined.clear();
        hash = Algorithm.SHA256.newHash();
        size = 0;
    }

    /** Hashes a part that lies where it belongs. */
    private boolean join(Part part, long atLeast) throws IOException {
        var found = folders.piece(id, part);
        if (found.isEmpty()) {
            return false;
        }
        try (var piece = found.get()) {
            if (!piece.isInWhole() || piece.place().from() != size || piece.size() < atLeast) {
                return false;
            }
            Disk.read(piece, hash::update);
            size += piece.size();
            joined.add(part);
            return true;
        } catch (IOException e) {
            begin(); // nobody knows what was hashed
            throw e;
        }
    }

    private byte[] digest() {
        try {
            return ((MessageDigest) hash.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Whole> copies(List<Part> parts, Path drafts) throws IOException {
        var all = Algorithm.SHA256.newHash();
        var whole = Optional.<Whole>empty();
        var draft = Draft.in(drafts);
        try {
            if (copyAll(parts, draft, all)) {
                whole = Optional.of(new Whole(draft, Trailer.joined(draft.size(), id, all.digest())));
            }
            return whole;
        } finally {
            if (whole.isEmpty()) {
                draft.close();
            }
        }
    }

    private boolean copyAll(List<Part> parts, Draft draft, MessageDigest all) throws IOException {
        for (var part : parts) {
            var found = folders.piece(id, part);
            if (found.isEmpty()) {
                return false;
            }
            try (var piece = found.get()) {
                if (piece.size() < SMALLEST_PART && !part.equals(parts.getLast())) {
                    return false;
                }
                draft.append(piece, all);
            }
        }
        return true;
    }
}
