package dev.slipway.local.store;

import dev.slipway.registry.name.Algorithm;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A file, or a place in one, that is being written. A new file is gone when closed, unless it was moved to its place before. */
final class Draft implements Closeable {

    /** Whoever wants to see the bytes before they are written. */
    @FunctionalInterface
    private interface Glance {

        void at(byte[] buffer, int from, int count);
    }

    private final Path path;
    private final long from;
    private final boolean isNew;
    private final FileChannel channel;
    private long size;

    private Draft(Path path, long from, boolean isNew, StandardOpenOption... options) throws IOException {
        this.path = path;
        this.from = from;
        this.isNew = isNew;
        this.channel = FileChannel.open(path, options);
    }

    /** An empty one. */
    static Draft in(Path folder) throws IOException {
        return new Draft(name(folder), 0, true, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * One that shares its bytes with a file, or has the same where the file system cannot share.
     *
     * @throws NoSuchFileException when there is no such file
     */
    static Draft of(Path file, Path folder) throws IOException {
        var path = name(folder);
        try {
            Files.createLink(path, file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(file, path);
        }
        return new Draft(path, 0, true, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** A place in a file, which is made where there is none. */
    static Draft within(Path file, long from) throws IOException {
        return new Draft(file, from, false, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** A file that is there, without what is behind so many bytes. */
    static Draft of(Path file, long length) throws IOException {
        var draft = new Draft(file, 0, false, StandardOpenOption.READ, StandardOpenOption.WRITE);
        draft.channel.truncate(length);
        return draft;
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** How many bytes were written. */
    long size() {
        return size;
    }

    /** Where in the file it begins, in bytes. */
    long from() {
        return from;
    }

    private void write(ByteBuffer bytes) throws IOException {
        var length = bytes.remaining();
        Disk.writeFully(channel, bytes, from + size);
        size += length;
    }

    /** Adds a part's bytes, and has them hashed. */
    void append(Piece part, MessageDigest hash) throws IOException {
        Disk.read(part, bytes -> {
            hash.update(bytes.duplicate());
            write(bytes);
        });
    }

    /**
     * Writes a stream's next bytes until there are as many as wanted or it ends or breaks, and returns their hash.
     */
    byte[] writeAll(InputStream body, long length) throws IOException {
        var hash = Algorithm.SHA256.newHash();
        writeAll(body, length, hash::update);
        return hash.digest();
    }

    /** The same with two cheap checksums instead of a hash, CRC-32 and CRC-32C in one number. */
    long takeAll(InputStream body, long length) throws IOException {
        var first = new CRC32();
        var second = new CRC32C();
        writeAll(body, length, (buffer, from, count) -> {
            first.update(buffer, from, count);
            second.update(buffer, from, count);
        });
        return first.getValue() << Integer.SIZE | second.getValue();
    }

    private void writeAll(InputStream body, long length, Glance glance) throws IOException {
        var buffer = new byte[Math.clamp(length, 1, Disk.BUFFER_BYTES)];
        while (size < length) {
            var read = read(body, buffer, (int) Math.min(buffer.length, length - size));
            if (read < 0) {
                break;
            }
            glance.at(buffer, 0, read);
            write(ByteBuffer.wrap(buffer, 0, read));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (isNew) {
            Files.deleteIfExists(path);
        }
    }

    /** A stream that breaks is a client that is gone: not the disk's failing. */
    private static int read(InputStream body, byte[] buffer, int most) {
        try {
            return body.read(buffer, 0, most);
        } catch (IOException _) {
            return -1;
        }
    }

    private static Path name(Path folder) {
        return folder.resolve(UUID.randomUUID().toString());
    }
}
