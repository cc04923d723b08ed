package dev.slipway.local.edge;

import dev.slipway.registry.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The registry's front door on one machine: what CloudFront does with the edge functions, by running these functions. Any
 * number of threads may ask at once; as many as there are processors, and two, are served at a time.
 */
public final class Edge implements AutoCloseable {

    private static final int ERRORS = 400;

    /** What goes around the function: it reads none of it, and hands it on but where it says one of its own. */
    private static final String RECEIPT = "slipway-cost";

    private static final EdgeRequest FIRST =
            new EdgeRequest("GET", "/v2/", "", Map.of("host", List.of("localhost")), "127.0.0.1");

    private final EdgeContexts contexts;

    private Edge(EdgeContexts contexts) {
        this.contexts = contexts;
    }

    /**
     * Starts an edge in the background, which takes a second or two. Completes exceptionally where the functions do not
     * even start.
     */
    public static CompletableFuture<Edge> start(EdgeScripts scripts, EdgeConfig config) {
        var started = new CompletableFuture<Edge>();
        Thread.ofPlatform().name("edge-start").daemon().start(() -> {
            try {
                var edge = new Edge(new EdgeContexts(scripts, config));
                edge.decide(FIRST);
                started.complete(edge);
            } catch (RuntimeException | Error e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    /** Decides about a request. Where the function fails the answer is 503. */
    public EdgeDecision request(EdgeRequest request) {
        try {
            return decide(request);
        } catch (EdgeFailure e) {
            return new EdgeDecision.Answer(
                    503, Map.of("content-type", List.of("application/json")), failure(request.method()));
        }
    }

    /**
     * What the viewer gets to see of an origin's response to a forwarded request. As with CloudFront, a response of status
     * 400 and above passes as it is, and a function that fails makes a 503.
     */
    public EdgeResponse response(EdgeDecision.Forward request, EdgeResponse response) {
        if (response.status() >= ERRORS) {
            return response;
        }
        try {
            return decide(request, response);
        } catch (EdgeFailure e) {
            return new EdgeResponse(503, Map.of());
        }
    }

    @Override
    public void close() {
        contexts.close();
    }

    private EdgeResponse decide(EdgeDecision.Forward request, EdgeResponse response) {
        var event = EventWriter.viewerResponse(request, response, RECEIPT);
        var result = contexts.call(context -> context.viewerResponse(event));
        return ResultReader.response(result, RECEIPT, response.headers().get(RECEIPT));
    }

    private EdgeDecision decide(EdgeRequest request) {
        var event = EventWriter.viewerRequest(request);
        return ResultReader.decision(contexts.call(context -> context.viewerRequest(event)));
    }

    private static String failure(String method) {
        return method.equals("HEAD")
                ? ""
                : "{\"errors\":[{\"code\":\"" + ErrorCode.UNKNOWN + "\",\"message\":\"" + ErrorCode.UNKNOWN.message()
                        + "\"}]}";
    }
}
