package dev.slipway.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Calls to the file system whose failing is nobody's fault here: an {@link UncheckedIOException}. */
final class Disk {

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
}
