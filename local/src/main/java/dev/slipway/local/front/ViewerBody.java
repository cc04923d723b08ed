package dev.slipway.local.front;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;

/** The body that a client sends. Trouble on this side is told apart from an origin's own. */
final class ViewerBody extends FilterInputStream {

    private static final long MOST_SECONDS = 60;

    private boolean wanted;
    private final AtomicLong received = new AtomicLong();

    /**
     * @param waits whether the client sends nothing before it is told to, by the first byte that is asked for
     */
    ViewerBody(InputStream in, boolean waits) {
        super(in);
        wanted = !waits;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        wanted = true;
        try {
            var read = in.read(buffer, offset, length);
            received.addAndGet(Math.max(0, read));
            return read;
        } catch (IOException e) {
            throw new ViewerGoneException(e);
        } catch (HttpException.RuntimeException e) {
            throw new ViewerGoneException(new IOException("chunks of bad form", e));
        }
    }

    /** How many bytes were read. */
    long received() {
        return received.get();
    }

    /** Leaves the connection to whoever made it. */
    @Override
    public void close() {}

    /**
     * Reads what is left, for a minute at most, of what the client sends unasked. Closing a connection on bytes under way would take the answer with
     * them.
     */
    void discard() throws IOException {
        if (!wanted || read() < 0) {
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
