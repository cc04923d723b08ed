package dev.slipway.relay.web;

import dev.slipway.relay.RelayRequest;
import dev.slipway.relay.RelayResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Web Function's endpoint, by the rules of Lambda's documentation: which host and which methods it answers to, which
 * headers pass, one direction at a time, and a time for each request.
 */
final class Endpoint implements AutoCloseable {

    /** The one name it answers to. */
    static final String HOST = "relay.lambda-web.local";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE");

    private final Duration timeout;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("web-relay").daemon().factory());

    Endpoint(Duration timeout) {
        this.timeout = timeout;
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Passes a request on.
     *
     * @param function where the program listens
     * @throws IOException when the client's body cannot be read
     */
    RelayResponse handle(InetSocketAddress function, RelayRequest request) throws IOException {
        var refusal = refusal(request);
        return refusal.isPresent() ? refusal.get() : forward(function, request);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static Optional<RelayResponse> refusal(RelayRequest request) {
        var hosts = request.headers().getOrDefault("host", List.of());
        if (hosts.size() != 1 || !METHODS.contains(request.method())) {
            return Optional.of(answer(400));
        }
        if (!hosts.getFirst().equals(HOST)) {
            return Optional.of(answer(404));
        }
        return request.headers().containsKey("expect") ? Optional.of(answer(417)) : Optional.empty();
    }

    private RelayResponse forward(InetSocketAddress function, RelayRequest request) throws IOException {
        var late = new AtomicBoolean();
        try (var exchange = new Exchange()) {
            var alarm = clock.schedule(
                    () -> {
                        late.set(true);
                        exchange.giveUp();
                    },
                    timeout.toNanos(),
                    TimeUnit.NANOSECONDS);
            try {
                return exchange.run(function, request, EndpointHeaders.toFunction(request.headers()));
            } catch (Exchange.FunctionGoneException gone) {
                return late.get() ? tooLate() : broken(request);
            } finally {
                alarm.cancel(false);
            }
        }
    }

    private static RelayResponse tooLate() {
        var header = Map.of("lambda-web-error-type", List.of("Runtime.RequestTimeout"));
        return new RelayResponse(504, header, new byte[0]);
    }

    private static RelayResponse broken(RelayRequest request) throws IOException {
        request.body().transferTo(OutputStream.nullOutputStream());
        return answer(502);
    }

    private static RelayResponse answer(int status) {
        return new RelayResponse(status, Map.of(), new byte[0]);
    }
}
