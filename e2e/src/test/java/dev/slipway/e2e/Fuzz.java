package dev.slipway.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * {@code Fuzz [SECONDS] [SEED]}: sends pushes and pulls, many of them bent out of shape, and ends with 1 when an answer
 * was not one that a client may get, or when what is left does not fit together.
 */
final class Fuzz {

    private static final int WORKERS = 4;

    private final Server server;
    private final Wire wire;
    private final Judge judge = new Judge();

    Fuzz(Server server) {
        this.server = server;
        this.wire = new Wire(server);
    }

    public static void main(String... arguments) throws Exception {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 60;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        try (var server = Server.start()) {
            var fuzz = new Fuzz(server);
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            fuzz.run(seed, () -> System.nanoTime() - end < 0);
            System.out.println(fuzz.report());
            System.out.println("seed " + seed);
            System.exit(fuzz.violations().isEmpty() ? 0 : 1);
        }
    }

    /** Sends requests until so many are sent. */
    void run(long seed, int requests) throws Exception {
        var left = new AtomicLong(requests);
        run(seed, () -> left.decrementAndGet() >= 0);
    }

    List<String> violations() {
        return judge.violations();
    }

    String report() {
        return judge.report();
    }

    private void run(long seed, BooleanSupplier goesOn) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<?>>();
            for (int worker = 0; worker < WORKERS; worker++) {
                var random = new Random(seed + worker);
                workers.add(threads.submit(() -> {
                    work(random, goesOn);
                    return "";
                }));
            }
            for (var worker : workers) {
                await(worker);
            }
        }
        judge.check(server.isAlive(), "the registry is gone", "");
        judge.check(server.errors().isEmpty(), "the registry printed something", server.errors());
        new Consistency(wire, judge).check();
    }

    private void work(Random random, BooleanSupplier goesOn) throws Exception {
        var grammar = new Grammar(random);
        var mutation = new Mutation(random);
        while (goesOn.getAsBoolean()) {
            var ask = grammar.next();
            boolean bent = random.nextInt(3) > 0;
            var request = bent ? mutation.of(ask).bytes(wire.host()) : ask.bytes(wire.host());
            if (bent) {
                request = mutation.of(request);
            }
            boolean head = request.length > 5 && new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
            var answer = bent ? wire.sayAll(request, head) : wire.exchange(request, head);
            judge.judge(request, answer);
            if (!bent) {
                answer.ifPresent(told -> grammar.learn(ask, told));
            }
        }
    }

    private void await(Future<?> worker) throws InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            judge.check(false, "a request failed", String.valueOf(e.getCause()));
        }
    }
}
