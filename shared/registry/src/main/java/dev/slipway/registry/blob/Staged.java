package dev.slipway.registry.blob;

import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the bytes of an upload lie in the bucket: first what is one object already, then parts, then pending chunks that are
 * too few for a part.
 *
 * @param whole how many bytes the object has; it becomes part 1 when the rest is put together with it
 * @param nextPart the number of the next part: higher than any that was used or given out
 * @param multipart the bucket's name for the multipart upload, once there is one
 * @param parts in order; their numbers go up, not always by one
 * @param chunks in order
 */
record Staged(long whole, int nextPart, Optional<String> multipart, List<Part> parts, List<Chunk> chunks) {

    static final Staged NOTHING = new Staged(0, 1, Optional.empty(), List.of(), List.of());

    /**
     * Some bytes that wait in the bucket for more.
     *
     * @param size in bytes
     */
    record Chunk(UploadId id, long size) {}

    Staged {
        parts = List.copyOf(parts);
        chunks = List.copyOf(chunks);
    }

    /** Everything put together. */
    static Staged whole(long size) {
        return new Staged(size, 2, Optional.empty(), List.of(), List.of());
    }

    /** How many bytes are in chunks. */
    long pending() {
        return chunks.stream().mapToLong(Chunk::size).sum();
    }

    /** Whether chunks are all there is. */
    boolean isSmall() {
        return whole == 0 && parts.isEmpty();
    }

    /** The highest number of a part. */
    int lastPart() {
        return parts.isEmpty() ? (whole > 0 ? 1 : 0) : parts.getLast().number();
    }

    Staged plus(Chunk chunk) {
        var all = new ArrayList<>(chunks);
        all.add(chunk);
        return with(all);
    }

    /** With these chunks instead. */
    Staged with(List<Chunk> others) {
        return new Staged(whole, nextPart, multipart, parts, others);
    }

    /** With a part that took in all chunks. */
    Staged plus(String name, Part part) {
        var all = new ArrayList<>(parts);
        all.add(part);
        return new Staged(whole, part.number() + 1, Optional.of(name), all, List.of());
    }

    /** With parts whose numbers were given out before. */
    Staged plus(List<Part> more) {
        var all = new ArrayList<>(parts);
        all.addAll(more);
        return new Staged(whole, nextPart, multipart, all, chunks);
    }

    /** So many numbers of parts are given out. */
    Staged handingOut(String name, int count) {
        return new Staged(whole, nextPart + count, Optional.of(name), parts, chunks);
    }
}
