package dev.slipway.local.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

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

    interface Look {
        void at(ByteBuffer bytes) throws IOException;
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

    /** Has all of a part's bytes looked at, one piece after the other. */
    static void read(Piece part, Look look) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (var done = 0L; done < part.size(); done += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), part.size() - done));
            readFully(part.channel(), buffer, part.place().from() + done);
            if (buffer.flip().limit() == 0) {
                throw new EOFException("a file was cut");
            }
            look.at(buffer.duplicate());
        }
    }
}
