package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Bytes that lie in a file, from an offset on. */
public record Content(Path file, long offset, long size) {

    /** Reads some of them, which need not be in memory at once. */
    public InputStream open(long from, long length) throws IOException {
        if (from < 0 || length < 0 || from + length > size) {
            throw new IllegalArgumentException("no such bytes");
        }
        return new Slice(FileChannel.open(file), offset + from, length);
    }

    /** All of them, which must be few. */
    byte[] bytes(String what, int most) {
        if (size > most) {
            throw new CommandFailure(what + " is too large: " + size + " bytes, where " + most + " are many");
        }
        try (var in = open(0, size)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CommandFailure(what + " cannot be read: " + e.getMessage());
        }
    }

    /** Reads at positions, so that others may read the same file at the same time. */
    private static final class Slice extends InputStream {

        private final FileChannel channel;
        private long position;
        private final long end;

        Slice(FileChannel channel, long position, long length) {
            this.channel = channel;
            this.position = position;
            this.end = position + length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position == end) {
                return -1;
            }
            var count = channel.read(ByteBuffer.wrap(into, from, (int) Math.min(length, end - position)), position);
            if (count < 0) {
                throw new IOException("the file has become shorter");
            }
            position += count;
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
