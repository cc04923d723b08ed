package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * API Gateway's HTTP API on one machine: finds the route, calls the handler, and refuses what the real one and Lambda
 * refuse. A handler is called by many threads at a time.
 */
public final class Gateway implements AutoCloseable {

    /** The largest body of a request that an HTTP API takes, in bytes. */
    public static final int LARGEST_BODY = 10 << 20;

    /** The largest event and the largest response of a Lambda function, in bytes of JSON. */
    public static final int LARGEST_PAYLOAD = 6 << 20;

    private final Routes routes;
    private final Map<String, RequestStreamHandler> handlers = new ConcurrentHashMap<>();
    private final int memory;
    private final Deadlines deadlines;
    private final PrintStream log;
    private final EventWriter events = new EventWriter();
    private final ResponseReader responses = new ResponseReader();
    private final AtomicLong requests = new AtomicLong(System.currentTimeMillis() << 20);

    /** A gateway with one handler for each class that the template names, made at once. */
    public Gateway(Template template, Function<String, RequestStreamHandler> factory) {
        this(template, factory, Duration.ofSeconds(30), System.err);
    }

    Gateway(Template template, Function<String, RequestStreamHandler> factory, Duration patience, PrintStream log) {
        routes = new Routes(template.routes());
        template.routes().forEach(route -> handlers.computeIfAbsent(route.handler(), factory));
        memory = template.memory();
        deadlines = new Deadlines(patience);
        this.log = log;
    }

    /**
     * Answers a request, once: on the caller's thread before this returns, or, where the handler takes longer than 30
     * seconds, on another.
     */
    public void handle(ApiRequest request, Consumer<ApiResponse> reply) {
        var match = routes.find(request.method(), request.path());
        if (request.body().length > LARGEST_BODY) {
            reply.accept(ApiResponse.TOO_LARGE);
        } else if (match.isEmpty()) {
            reply.accept(ApiResponse.NOT_FOUND);
        } else {
            invoke(request, match.get(), reply);
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }

    private void invoke(ApiRequest request, Match match, Consumer<ApiResponse> reply) {
        var id = Long.toString(requests.incrementAndGet(), Character.MAX_RADIX);
        var now = Instant.now();
        var event = events.write(request, match, id, now);
        if (event.length > LARGEST_PAYLOAD) {
            reply.accept(ApiResponse.TOO_LARGE);
            return;
        }
        var context = new LocalContext(id, match.route().handler(), memory, now.plus(deadlines.patience()));
        try (var answer = deadlines.start(reply, ApiResponse.TOO_LATE.named(id))) {
            answer.accept(call(event, context));
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a handler throws is its own failure, even an error
    private ApiResponse call(byte[] event, LocalContext context) {
        try {
            var written = new PayloadStream(LARGEST_PAYLOAD);
            handler(context).handleRequest(new ByteArrayInputStream(event), written, context);
            return responses.read(written, context.id());
        } catch (Throwable e) {
            report(context, e);
            return ApiResponse.FAILED.named(context.id());
        }
    }

    private RequestStreamHandler handler(LocalContext context) throws IOException {
        var handler = handlers.get(context.handler());
        if (handler == null) {
            throw new IOException("no handler " + context.handler());
        }
        return handler;
    }

    private void report(LocalContext context, Throwable failure) {
        synchronized (log) {
            log.println(context.handler() + " failed at request " + context.id());
            failure.printStackTrace(log);
        }
    }
}
