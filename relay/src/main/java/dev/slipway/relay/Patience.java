package dev.slipway.relay;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends the wait for a client that sends nothing for too long, so that what it holds comes free: interrupts the thread that
 * reads, which closes a socket's channel.
 */
final class Patience implements AutoCloseable {

    private final ScheduledThreadPoolExecutor clock;
    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("relay-patience").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        // With something to do sooner, the clock's thread is not woken up for each read.
        var _ = clock.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
    }

    /** Reads as {@link InputStream#read(byte[], int, int)} does. */
    int read(InputStream body, byte[] into, int from, int length) throws IOException {
        var alarm = new Alarm(Thread.currentThread());
        var ringing = clock.schedule(alarm, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return body.read(into, from, length);
        } finally {
            ringing.cancel(false);
            alarm.silence();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** Interrupts its thread at most once, and never after it was silenced. */
    private static final class Alarm implements Runnable {

        private final Thread reader;
        private boolean silent;
        private boolean rang;

        Alarm(Thread reader) {
            this.reader = reader;
        }

        @Override
        public synchronized void run() {
            if (!silent) {
                rang = true;
                reader.interrupt();
            }
        }

        /** Called by the thread itself, which keeps no interruption that was meant for the read. */
        synchronized void silence() {
            silent = true;
            if (rang) {
                Thread.interrupted();
            }
        }
    }
}
