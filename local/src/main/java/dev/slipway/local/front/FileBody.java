package dev.slipway.local.front;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file, streamed through one small buffer. */
record FileBody(FileChannel file, ByteRange range) implements Body {

    private static final int BUFFER = 64 << 10;

    @Override
    public long length() {
        return range.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var buffer = new byte[(int) Math.min(BUFFER, range.length())];
        long position = range.first();
        while (position <= range.last()) {
            var room = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, range.last() + 1 - position));
            int read = file.read(room, position);
            if (read < 0) {
                throw new IOException("a file of the bucket ends too early");
            }
            out.write(buffer, 0, read);
            position += read;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
