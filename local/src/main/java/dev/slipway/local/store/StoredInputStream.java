package dev.slipway.local.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An object's bytes from first to last. */
final class StoredInputStream extends InputStream {

    private final StoredFile file;
    private long position;

    StoredInputStream(StoredFile file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        var wanted = (int) Math.min(length, file.size() - position);
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        var read = file.channel().read(ByteBuffer.wrap(into, offset, wanted), position);
        if (read < 0) {
            throw new EOFException("the file of " + file.object().key() + " was cut");
        }
        position += read;
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, file.size() - position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
