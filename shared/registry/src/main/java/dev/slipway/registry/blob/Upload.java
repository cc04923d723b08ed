package dev.slipway.registry.blob;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.util.List;
import java.util.Optional;

/**
 * An upload under way: parts that lie in the bucket, then pending chunks that are too few for a part.
 *
 * @param offset how many bytes there are
 * @param version counts the changes, so that of two at once only one is made
 * @param hash the hash of all the bytes; empty once some came that no handler has seen
 * @param nextPart the number of the next part: higher than any that was used or given out
 * @param multipart the bucket's name for the multipart upload, once there is one
 * @param parts in order; their numbers go up, not always by one
 * @param chunks in order
 */
record Upload(
        RepositoryName repository,
        UploadId id,
        long offset,
        long version,
        Optional<RollingHash> hash,
        int nextPart,
        Optional<String> multipart,
        List<Part> parts,
        List<Chunk> chunks) {

    /**
     * Some bytes that wait in the bucket for more.
     *
     * @param size in bytes
     */
    record Chunk(UploadId id, long size) {}

    Upload {
        parts = List.copyOf(parts);
        chunks = List.copyOf(chunks);
    }

    static Upload begin(RepositoryName repository) {
        return new Upload(
                repository,
                UploadId.random(),
                0,
                0,
                Optional.of(RollingHash.empty()),
                1,
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** How many bytes are in chunks. */
    long pending() {
        return chunks.stream().mapToLong(Chunk::size).sum();
    }
}
