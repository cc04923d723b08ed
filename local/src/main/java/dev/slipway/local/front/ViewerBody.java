package dev.slipway.local.front;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body that a client sends. Trouble on this side is told apart from an origin's own. */
final class ViewerBody extends FilterInputStream {

    private static final long MOST_SECONDS = 60;

    ViewerBody(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw new ViewerGoneException(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new ViewerGoneException(e);
        }
    }

    /** Leaves the connection to whoever made it. */
    @Override
    public void close() {}

    /**
     * Reads what is left, for a minute at most. Closing a connection on bytes under way would take the answer with
     * them.
     */
    void discard() throws IOException {
        if (read() < 0) {
            return;
        }
        long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
        var buffer = new byte[16 << 10];
        int read = 0;
        while (read >= 0 && System.nanoTime() - end < 0) {
            read = read(buffer, 0, buffer.length);
        }
    }
}
