package dev.slipway.local.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** Calls to the file system whose failing is nobody's fault here: an {@link UncheckedIOException}. */
final class Disk {

    /** So much is read and written at once. */
    static final int BUFFER_BYTES = 256 * 1024;

    private Disk() {}

    interface Call<T> {
        T make() throws IOException;
    }

    interface Action {
        void run() throws IOException;
    }

    static <T> T get(Call<T> call) {
        try {
            return call.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until the buffer is full or the file ends. */
    static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
        var next = position;
        while (into.hasRemaining()) {
            var read = channel.read(into, next);
            if (read < 0) {
                return;
            }
            next += read;
        }
    }

    static void writeFully(FileChannel channel, ByteBuffer from, long position) throws IOException {
        var next = position;
        while (from.hasRemaining()) {
            next += channel.write(from, next);
        }
    }

    /** Copies the first bytes of a file to a place in another, and has them hashed on the way. */
    static void copy(FileChannel from, long length, FileChannel to, long at, MessageDigest hash) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (var position = 0L; position < length; position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), length - position));
            readFully(from, buffer, position);
            if (buffer.flip().limit() == 0) {
                throw new EOFException("a file was cut");
            }
            hash.update(buffer.duplicate());
            writeFully(to, buffer, at + position);
        }
    }
}
