package dev.slipway.local.gateway;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Answers in place of whoever takes too long; what they say then comes too late and is dropped. */
public final class Deadlines implements AutoCloseable {

    private final Duration patience;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deadlines").factory());

    public Deadlines(Duration patience) {
        this.patience = patience;
        clock.setRemoveOnCancelPolicy(true);
        // With something to do sooner, the clock's thread is not woken up for each request.
        var _ = clock.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
    }

    Duration patience() {
        return patience;
    }

    /** Starts waiting for an answer; closed when there will be none or there has been one. */
    public <T> Pending<T> start(Consumer<T> reply, T late) {
        var answered = new AtomicBoolean();
        var expiry = clock.schedule(() -> expire(reply, answered, late), patience.toNanos(), TimeUnit.NANOSECONDS);
        return new Pending<>(reply, answered, expiry);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** The client may be slow to take even this, so the clock does not wait for it. */
    private static <T> void expire(Consumer<T> reply, AtomicBoolean answered, T late) {
        if (answered.compareAndSet(false, true)) {
            Thread.ofVirtual().start(() -> reply.accept(late));
        }
    }

    /** An answer that is due. */
    public record Pending<T>(Consumer<T> reply, AtomicBoolean answered, Future<?> expiry)
            implements Consumer<T>, AutoCloseable {

        @Override
        public void accept(T answer) {
            if (answered.compareAndSet(false, true)) {
                expiry.cancel(false);
                reply.accept(answer);
            }
        }

        @Override
        public void close() {
            expiry.cancel(false);
        }
    }
}
