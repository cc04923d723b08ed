package dev.slipway.local.transfer;

import dev.slipway.local.image.Blob;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Finds out whether a blob's bytes are those that its digest says, while they are being sent. */
final class Check implements AutoCloseable {

    /** Of the platform's: a virtual one that only computes would hold up those that send. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private final Future<?> answer;

    private Check(Blob blob) {
        answer = thread.submit(() -> {
            blob.verify();
            return true;
        });
    }

    static Check of(Blob blob) {
        return new Check(blob);
    }

    /** Whether it is known that they are others, or cannot be read. */
    boolean hasFailed() {
        return answer.state() == Future.State.FAILED;
    }

    /** Fails if it is known by now that they are others. */
    void soFar() throws InterruptedException {
        if (answer.isDone()) {
            whole();
        }
    }

    /** Waits until it is known, and fails if they are others. */
    void whole() throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw Together.failure(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
