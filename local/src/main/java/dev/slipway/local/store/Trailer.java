package dev.slipway.local.store;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The last 69 bytes of a file that holds an object: what is known of the bytes before. As they are in one file, they
 * appear in one move.
 *
 * <pre>
 * 8 bytes   "SLIPWAY1"
 * 8 bytes   how many bytes the object has
 * 16 bytes  the multipart upload that made it; zeros where none did
 * 1 byte    0 when the SHA-256 is unknown, 1 when it is known, 2 when it is known and not told
 * 32 bytes  the SHA-256; zeros where unknown
 * 4 bytes   CRC-32C of the bytes above
 * </pre>
 *
 * A file that does not end like this lost its end with the power, and is no object.
 *
 * @param isTold false where S3 would have to compute the hash first, as of what an upload made
 */
record Trailer(long size, Optional<UUID> upload, Optional<Digest> sha256, boolean isTold) {

    static final int BYTES = 69;

    private static final long MARK = 0x534c495057415931L;
    private static final int HASH_BYTES = 32;
    private static final int UNKNOWN = 0;
    private static final int TOLD = 1;
    private static final int KNOWN = 2;
    private static final UUID NO_UPLOAD = new UUID(0, 0);
    private static final int ATTEMPTS = 100;

    /** The trailer of an object whose hash is known. */
    static Trailer hashed(long size, byte[] sha256) {
        return new Trailer(size, Optional.empty(), Optional.of(Digest.ofHash(Algorithm.SHA256, sha256)), true);
    }

    /** The trailer of a part, which has a mark in the place of the upload's name. */
    static Trailer marked(long size, UUID mark) {
        return new Trailer(size, Optional.of(mark), Optional.empty(), true);
    }

    /** The trailer of an object put together by an upload. */
    static Trailer joined(long size, UUID upload, byte[] sha256) {
        return new Trailer(size, Optional.of(upload), Optional.of(Digest.ofHash(Algorithm.SHA256, sha256)), false);
    }

    /** The same, with the hash told. */
    Trailer told() {
        return new Trailer(size, upload, sha256, true);
    }

    /** The object as its bucket tells of it. */
    StoredObject object(ObjectKey key) {
        return new StoredObject(key, size, sha256.filter(_ -> isTold));
    }

    /** The trailer of a file; empty when it has none. One that is just being written over is read again. */
    static Optional<Trailer> read(FileChannel channel) throws IOException {
        var position = channel.size() - BYTES;
        if (position < 0) {
            return Optional.empty();
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var buffer = ByteBuffer.allocate(BYTES);
            Disk.readFully(channel, buffer, position);
            if (isWhole(buffer)) {
                return Optional.of(parse(buffer.flip())).filter(trailer -> trailer.size == position);
            }
            Thread.onSpinWait();
        }
        return Optional.empty();
    }

    /** Writes it behind the object's bytes. */
    void write(FileChannel channel) throws IOException {
        var id = upload.orElse(NO_UPLOAD);
        var buffer = ByteBuffer.allocate(BYTES)
                .putLong(MARK)
                .putLong(size)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put((byte) (sha256.isEmpty() ? UNKNOWN : isTold ? TOLD : KNOWN))
                .put(sha256.map(Digest::hash).orElse(new byte[HASH_BYTES]));
        buffer.putInt(checksum(buffer)).flip();
        Disk.writeFully(channel, buffer, size);
    }

    private static Trailer parse(ByteBuffer buffer) {
        buffer.getLong();
        var size = buffer.getLong();
        var id = new UUID(buffer.getLong(), buffer.getLong());
        var known = buffer.get();
        var hash = new byte[HASH_BYTES];
        buffer.get(hash);
        return new Trailer(
                size,
                Optional.of(id).filter(upload -> !upload.equals(NO_UPLOAD)),
                known == UNKNOWN ? Optional.empty() : Optional.of(Digest.ofHash(Algorithm.SHA256, hash)),
                known != KNOWN);
    }

    private static boolean isWhole(ByteBuffer buffer) {
        return !buffer.hasRemaining()
                && buffer.getLong(0) == MARK
                && buffer.getInt(BYTES - Integer.BYTES) == checksum(buffer);
    }

    private static int checksum(ByteBuffer buffer) {
        var checksum = new CRC32C();
        checksum.update(buffer.slice(0, BYTES - Integer.BYTES));
        return (int) checksum.getValue();
    }
}
