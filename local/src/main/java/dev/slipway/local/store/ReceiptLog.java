package dev.slipway.local.store;

import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.PricedUsage;
import dev.slipway.registry.cost.Receipt;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of a registry on one machine: a file an hour, and at most seconds later the ledger. Requests do not wait for
 * either, nor for each other: a thread writes what came four times a second, so that a process that is killed forgets a quarter
 * of a second.
 */
public final class ReceiptLog implements BiConsumer<Receipt, PricedUsage>, AutoCloseable {

    private static final long BETWEEN_WRITES = Duration.ofMillis(250).toNanos();
    private static final int WRITES_TO_A_KEEPING = 20;

    /** A request's receipt is written well within this time after its hour. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final Duration FILES_LIVE = Duration.ofDays(30);

    private final Path folder;
    private final Ledger ledger;
    private final Consumer<YearMonth> kept;
    private final PrintStream err;

    /** What came while somebody else worked on the files. */
    private final Queue<Kept> waiting = new ConcurrentLinkedQueue<>();

    /** Held by who works on the files, the thread or a request that adds its line; only the thread waits for it. */
    private final Lock lock = new ReentrantLock();

    private final Map<Instant, ReceiptFile> files = new TreeMap<>();

    /** The file of the latest receipt, of those that are open. */
    private @Nullable ReceiptFile latest;

    private volatile boolean isClosing;
    private final Thread thread = Thread.ofVirtual().name("receipts").unstarted(this::work);

    private record Kept(Receipt receipt, PricedUsage priced) {}

    private ReceiptLog(Path folder, Ledger ledger, Consumer<YearMonth> kept, PrintStream err) {
        this.folder = folder;
        this.ledger = ledger;
        this.kept = kept;
        this.err = err;
    }

    /**
     * Opens the log in a folder, made where there is none; what an earlier process left out of the ledger comes in.
     *
     * @param kept is told of each month of which something has changed in the ledger
     * @param err where it is told of in one line that something cannot be kept
     */
    public static ReceiptLog open(Path folder, Ledger ledger, Consumer<YearMonth> kept, PrintStream err) {
        Disk.run(() -> Permissions.createPrivateFolder(folder));
        var log = new ReceiptLog(folder, ledger, kept, err);
        log.thread.start();
        return log;
    }

    @Override
    public void accept(Receipt receipt, PricedUsage priced) {
        if (!lock.tryLock()) {
            waiting.add(new Kept(receipt, priced));
            return;
        }
        try {
            add(receipt, priced);
        } catch (RuntimeException _) {
            waiting.add(new Kept(receipt, priced)); // for the thread, which meets the same and tells of it
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is kept. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        attempt(() -> ReceiptFile.unfinished(folder).forEach(this::file));
        for (var turn = 1; !isClosing; turn++) {
            LockSupport.parkNanos(this, BETWEEN_WRITES);
            attempt(this::write);
            if (turn % WRITES_TO_A_KEEPING == 0) {
                attempt(() -> keep(Instant.now()));
            }
        }
        attempt(this::write);
        attempt(() -> keep(Instant.now()));
        attempt(this::closeAll);
    }

    private interface Step {
        void take() throws IOException;
    }

    private void attempt(Step step) {
        lock.lock();
        try {
            step.take();
        } catch (IOException | RuntimeException e) {
            var line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            err.println("slipway: while keeping receipts: " + e.getClass().getSimpleName() + ": " + line);
        } finally {
            lock.unlock();
        }
    }

    private void write() throws IOException {
        take();
        for (var file : files.values()) {
            file.write();
        }
    }

    private void take() {
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            add(next.receipt(), next.priced());
            waiting.remove();
        }
    }

    private void add(Receipt receipt, PricedUsage priced) {
        file(receipt.time()).add(receipt, priced);
    }

    private ReceiptFile file(Instant time) {
        var file = latest;
        if (file == null || !file.has(time)) {
            file = files.computeIfAbsent(time.truncatedTo(ChronoUnit.HOURS), this::open);
            latest = file;
        }
        return file;
    }

    private ReceiptFile open(Instant hour) {
        var file = ReceiptFile.open(folder, hour);
        if (file.unreadable() > 0) {
            err.println("slipway: of the receipts of " + hour + ", lines that are none: " + file.unreadable());
        }
        return file;
    }

    private void keep(Instant now) throws IOException {
        for (var all = files.entrySet().iterator(); all.hasNext(); ) {
            var next = all.next();
            if (next.getValue().keep(ledger)) {
                kept.accept(YearMonth.from(next.getKey().atZone(ZoneOffset.UTC)));
            }
            if (next.getKey().plus(Duration.ofHours(1)).plus(LATE).isBefore(now)) {
                latest = null;
                next.getValue().finish();
                all.remove();
                ReceiptFile.deleteDone(folder, now.minus(FILES_LIVE));
            }
        }
    }

    private void closeAll() {
        files.values().forEach(file -> {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
