package dev.slipway.local.edge;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Prints how fast the edge starts and decides, every five seconds for a minute. Run by hand. The JavaScript is compiled only
 * with {@code -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI}.
 */
final class EdgeBenchmark {

    private static final int THREADS = 2;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int ROUNDS = 12;

    private EdgeBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        var begin = System.nanoTime();
        try (var edge = TestingEdges.await(Edge.start(EdgeScripts.bundled(), TestingEdges.WITH_RELAY))) {
            System.out.printf(
                    "started in %d ms, processor time since the JVM's start %d ms%n",
                    (System.nanoTime() - begin) / 1_000_000, processor().toMillis());
            measure(edge);
        }
    }

    private static void measure(Edge edge) throws InterruptedException {
        var decisions = new LongAdder();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var thread = 0; thread < THREADS; thread++) {
                threads.execute(() -> decide(edge, decisions));
            }
            for (var round = 0; round < ROUNDS; round++) {
                var before = processor();
                Thread.sleep(ROUND);
                var count = decisions.sumThenReset();
                System.out.printf(
                        "%,d decisions/s, %,d per second of one processor, %d MB used%n",
                        count / ROUND.toSeconds(),
                        count * 1000 / processor().minus(before).toMillis(),
                        usedMegabytes());
            }
            threads.shutdownNow();
        }
    }

    private static void decide(Edge edge, LongAdder decisions) {
        var requests = List.of(
                TestingEdges.request("GET /v2/team/app/manifests/latest accept=application/json user-agent=docker"),
                TestingEdges.request("PATCH " + Rows.UPLOAD + "?state=" + Rows.BEGUN + " content-length=100"),
                TestingEdges.request("GET " + Rows.DOWNLOAD + "?state=" + Rows.READ + " range=bytes=0-1"),
                TestingEdges.request("GET /v2/ authorization="));
        while (!Thread.currentThread().isInterrupted()) {
            requests.forEach(edge::request);
            decisions.add(requests.size());
        }
    }

    private static Duration processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static long usedMegabytes() {
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
