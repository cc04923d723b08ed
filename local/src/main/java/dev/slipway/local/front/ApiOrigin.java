package dev.slipway.local.front;

import dev.slipway.local.gateway.ApiRequest;
import dev.slipway.local.gateway.ApiResponse;
import dev.slipway.local.gateway.Gateway;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The API: takes in a whole body before a handler sees any of it. */
public final class ApiOrigin implements OriginServer {

    /** A body is held as bytes, as an event, as what the handler makes of that. */
    private static final int COPIES = 6;

    private static final int FEW = 8 << 10;

    /** What belongs to the client's connection, not to the request. */
    private static final Set<String> CONNECTION = Set.of("connection", "expect", "keep-alive", "transfer-encoding");

    private final Gateway gateway;
    private final int kibibytes = Math.toIntExact(Runtime.getRuntime().maxMemory() >> 12);
    private final Semaphore memory = new Semaphore(kibibytes, true);

    public ApiOrigin(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Bodies wait for each other where together they would fill more than a quarter of the memory; what has a body of a
     * few KiB or none waits for nobody.
     */
    @Override
    public void handle(OriginRequest request, Consumer<Answer> reply) throws IOException {
        int need = need(request.length());
        if (need == 0) {
            pass(request, reply);
            return;
        }
        memory.acquireUninterruptibly(need);
        try {
            pass(request, reply);
        } finally {
            memory.release(need);
        }
    }

    private void pass(OriginRequest request, Consumer<Answer> reply) throws IOException {
        gateway.handle(read(request), response -> reply.accept(answer(request, response)));
    }

    private int need(long length) {
        long bytes = length < 0 ? Gateway.LARGEST_BODY : Math.min(length, Gateway.LARGEST_BODY);
        return bytes <= FEW ? 0 : (int) Math.min(kibibytes, (COPIES * bytes) >> 10);
    }

    /** One byte more than may be is enough to be refused. */
    private static ApiRequest read(OriginRequest request) throws IOException {
        var body = request.body().readNBytes(Gateway.LARGEST_BODY + 1);
        var headers = new TreeMap<>(request.headers());
        headers.keySet().removeAll(CONNECTION);
        if (body.length > 0) {
            headers.put("content-length", List.of(Integer.toString(body.length)));
        }
        return new ApiRequest(request.method(), request.path(), request.query(), headers, request.address(), body);
    }

    private static Answer answer(OriginRequest request, ApiResponse response) {
        var body = request.method().equals("HEAD") ? Body.EMPTY : Body.of(response.body());
        return new Answer(response.status(), response.headers(), body);
    }
}
