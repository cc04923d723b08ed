package dev.slipway.local.front;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Says once when the last byte was read. */
final class EndingInputStream extends FilterInputStream {

    private final Runnable end;
    private long left;
    private boolean ended;

    /**
     * One around another.
     *
     * @param length how many bytes there are; negative where nobody knows
     */
    EndingInputStream(InputStream in, long length, Runnable end) {
        super(in);
        this.left = length;
        this.end = end;
        if (length == 0) {
            finish();
        }
    }

    @Override
    public int read() throws IOException {
        var value = super.read();
        passed(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        var count = super.read(into, from, length);
        passed(count);
        return count;
    }

    private void passed(int count) {
        left -= Math.max(0, count);
        if (count < 0 || left == 0) {
            finish();
        }
    }

    private void finish() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
