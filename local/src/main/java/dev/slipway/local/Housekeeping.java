package dev.slipway.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Some work that is done again and again, in a thread of its own, until this is closed. What fails is said in one line,
 * and tried again the next time.
 */
final class Housekeeping implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Duration first;
    private final Duration between;
    private final Consumer<BooleanSupplier> work;
    private final PrintStream err;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("housekeeping").unstarted(this::repeat);

    private Housekeeping(Duration first, Duration between, Consumer<BooleanSupplier> work, PrintStream err) {
        this.first = first;
        this.between = between;
        this.work = work;
        this.err = err;
    }

    /**
     * Begins.
     *
     * @param first how long until the work is done for the first time
     * @param between how long from one time to the next
     * @param work is given whether to go on; where not, it ends soon
     */
    static Housekeeping start(Duration first, Duration between, Consumer<BooleanSupplier> work, PrintStream err) {
        var housekeeping = new Housekeeping(first, between, work, err);
        housekeeping.thread.start();
        return housekeeping;
    }

    /** Waits a while for work that is under way; it is never interrupted, which would close files under it. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(LONGEST_WAIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        try {
            var wait = first;
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt();
                wait = between;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            work.accept(() -> closing.getCount() > 0);
        } catch (RuntimeException e) {
            var line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            err.println("slipway: while tidying up: " + e.getClass().getSimpleName() + ": " + line);
        }
    }
}
