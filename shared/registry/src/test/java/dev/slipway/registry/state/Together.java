package dev.slipway.registry.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs the same thing in several threads that start at once. */
final class Together {

    private static final int SECONDS = 120;

    private Together() {}

    /** The threads' results, in the order of their numbers from 0. */
    static <T> List<T> run(int threads, IntFunction<T> work) throws Exception {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<T>>();
            for (var thread = 0; thread < threads; thread++) {
                running.add(executor.submit(waiting(start, work, thread)));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get(SECONDS, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    private static <T> Callable<T> waiting(CountDownLatch start, IntFunction<T> work, int thread) {
        return () -> {
            start.await();
            return work.apply(thread);
        };
    }
}
