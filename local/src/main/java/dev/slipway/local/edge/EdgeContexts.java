package dev.slipway.local.edge;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.graalvm.polyglot.Engine;

/** A bounded number of contexts on one engine, which shares their compiled code. Made when first needed. */
final class EdgeContexts implements AutoCloseable {

    private static final int SPARE = 2;

    private final Engine engine;
    private final EdgeContext.Functions functions;
    private final BlockingQueue<EdgeContext> idle;
    private final AtomicInteger room;

    EdgeContexts(EdgeScripts scripts, EdgeConfig config) {
        engine = engine();
        functions = EdgeContext.Functions.of(scripts, config);
        var size = Runtime.getRuntime().availableProcessors() + SPARE;
        idle = new ArrayBlockingQueue<>(size);
        room = new AtomicInteger(size);
    }

    /** Where the JVM cannot compile JavaScript it is slower, which is no news to whoever starts a registry. */
    static Engine engine() {
        return Engine.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    String call(Function<EdgeContext, String> work) {
        var context = borrow();
        try {
            return work.apply(context);
        } finally {
            idle.add(context);
        }
    }

    private EdgeContext borrow() {
        var context = idle.poll();
        if (context != null) {
            return context;
        }
        if (room.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return create();
        }
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeFailure("interrupted while waiting for the edge", e);
        }
    }

    private EdgeContext create() {
        try {
            return new EdgeContext(engine, functions);
        } catch (RuntimeException e) {
            room.incrementAndGet();
            throw new EdgeFailure("the edge functions do not start", e);
        }
    }

    @Override
    public void close() {
        engine.close(true);
    }
}
