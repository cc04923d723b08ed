package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things side by side. */
final class Together {

    private Together() {}

    /** What came of all of them, in their order. The first that fails ends the others. */
    static <T> List<T> run(List<Callable<T>> tasks, int atOnce) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
        try {
            var service = new ExecutorCompletionService<T>(threads);
            var futures = new ArrayList<Future<T>>();
            tasks.forEach(task -> futures.add(service.submit(task)));
            for (int i = 0; i < tasks.size(); i++) {
                service.take().get();
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    /** Why a task failed, as whoever waits for it may throw it. */
    static RuntimeException failure(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case InterruptedException interrupted -> throw interrupted;
            case IOException io ->
                new CommandFailure(io.getMessage() == null ? io.toString() : "a file fails: " + io.getMessage());
            case RuntimeException unchecked -> unchecked;
            case null, default -> new IllegalStateException(e);
        };
    }
}
