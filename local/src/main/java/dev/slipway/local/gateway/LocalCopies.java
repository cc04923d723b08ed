package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.blob.CopyRequest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls the handler that copies uploads as Lambda does with an event: beside all requests, for as long as it takes, and up to
 * three times if it fails.
 */
public final class LocalCopies implements Copies, AutoCloseable {

    /** Copying is hashing: more at once would only slow each other down. */
    private static final int MOST_AT_ONCE = 4;

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Duration longest;
    private final int memory;
    private final PrintStream err;
    private final CompletableFuture<RequestStreamHandler> handler = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);
    private final AtomicLong number = new AtomicLong();

    /**
     * Copies that take no longer than this.
     *
     * @param memory of the function that copies, in MiB
     * @param err where a copy that failed is told of, in a line
     */
    public LocalCopies(Duration longest, int memory, PrintStream err) {
        this.longest = longest;
        this.memory = memory;
        this.err = err;
    }

    /** Names the handler, which is made of the registry that these copies are for. */
    public void by(RequestStreamHandler copying) {
        handler.complete(copying);
    }

    @Override
    public void start(RepositoryName repository, UploadId upload) {
        var request = new CopyRequest(repository, upload);
        threads.execute(() -> work(request));
    }

    @Override
    public Duration longest() {
        return longest;
    }

    /** Waits a while for copies under way; none is interrupted, which would close files under it. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(CopyRequest request) {
        room.acquireUninterruptibly();
        try {
            var done = false;
            for (var attempt = 0; attempt < MOST_ATTEMPTS && !done && !threads.isShutdown(); attempt++) {
                done = attempt(request);
            }
        } finally {
            room.release();
        }
    }

    private boolean attempt(CopyRequest request) {
        var id = "copy-" + number.incrementAndGet();
        try {
            var context = new LocalContext(
                    id, "CopyUploadHandler", memory, Instant.now().plus(longest));
            handler.join()
                    .handleRequest(new ByteArrayInputStream(request.json()), OutputStream.nullOutputStream(), context);
            return true;
        } catch (IOException | RuntimeException e) {
            var line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            err.println("slipway: while verifying an upload: " + e.getClass().getSimpleName() + ": " + line);
            return false;
        }
    }
}
