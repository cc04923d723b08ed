package dev.slipway.local.doctor;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A sample on its way, at a pace; it knows how much of it has gone, and when it was over. */
final class Outgoing {

    private static final int PIECE = 16 << 10;

    private final Sample sample;
    private final Duration pace;
    private final long most;
    private final AtomicLong gone = new AtomicLong();
    private volatile long end;

    private Outgoing(Sample sample, Duration pace, long most) {
        this.sample = sample;
        this.pace = pace;
        this.most = most;
    }

    static Outgoing of(Sample sample) {
        return new Outgoing(sample, Duration.ZERO, sample.size());
    }

    /** The whole of it takes so long. */
    static Outgoing slowly(Sample sample, Duration pace) {
        return new Outgoing(sample, pace, sample.size());
    }

    /** Breaks off after some bytes. */
    static Outgoing breakingOff(Sample sample, long most) {
        return new Outgoing(sample, Duration.ZERO, most);
    }

    /** With a length. */
    BodyPublisher measured() {
        return BodyPublishers.fromPublisher(chunked(), sample.size());
    }

    /** Without one, in chunks. */
    BodyPublisher chunked() {
        return BodyPublishers.ofInputStream(() -> new Paced(sample.open()));
    }

    Sample sample() {
        return sample;
    }

    long gone() {
        return gone.get();
    }

    /** How long ago the last byte went. */
    Duration sinceEnd() {
        return Duration.ofNanos(System.nanoTime() - end);
    }

    private final class Paced extends FilterInputStream {

        private final long start = System.nanoTime();

        Paced(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (gone.get() >= most && most < sample.size()) {
                throw new IOException("more was asked for than a refusal needs");
            }
            var count = in.read(into, from, Math.min(length, PIECE));
            if (count > 0) {
                gone.addAndGet(count);
                await();
                end = System.nanoTime();
            }
            return count;
        }

        private void await() throws IOException {
            var due = start + (long) (pace.toNanos() * ((double) gone.get() / sample.size()));
            var wait = Duration.ofNanos(due - System.nanoTime());
            if (wait.isPositive()) {
                try {
                    Thread.sleep(wait);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted");
                }
            }
        }
    }
}
