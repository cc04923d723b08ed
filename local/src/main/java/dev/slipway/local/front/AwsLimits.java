package dev.slipway.local.front;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.gateway.Deadlines;
import dev.slipway.registry.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The limits of a deployment on AWS that the local registry does not have anyway: a URL is at most 8,192 bytes long (CloudFront,
 * "General quotas on distributions"); the request line and headers for the API at most 10,240 (API Gateway, "HTTP API quotas"); and
 * CloudFront waits so long for an origin's answer after a request's last byte.
 */
public final class AwsLimits implements AutoCloseable {

    private static final int LONGEST_URL = 8_192;
    private static final int LARGEST_HEAD = 10_240;

    /** As the template has it; the relay's is the most that CloudFront waits without being asked for more. */
    private static final Map<Origin, Duration> WAITS = Map.of(
            Origin.API, Duration.ofSeconds(30),
            Origin.BUCKET, Duration.ofSeconds(30),
            Origin.RELAY, Duration.ofSeconds(60));

    private static final Answer LATE = Answer.of(504, "text/html", "<h1>504 Gateway Timeout ERROR</h1>\n");
    private static final Answer LARGE_HEAD =
            Answer.of(431, "application/json", "{\"message\":\"Request Header Fields Too Large\"}");

    private final Map<Origin, Deadlines> deadlines = new EnumMap<>(Origin.class);

    public AwsLimits() {
        this(WAITS);
    }

    AwsLimits(Map<Origin, Duration> waits) {
        waits.forEach((origin, wait) -> deadlines.put(origin, new Deadlines(wait)));
    }

    /** The same edge, for URLs of that length. */
    public EdgeStep around(EdgeStep edge) {
        return new EdgeStep() {
            @Override
            public EdgeDecision request(EdgeRequest viewer) {
                return viewer.uri().length() + viewer.query().length() >= LONGEST_URL
                        ? new EdgeDecision.Answer(
                                414,
                                Map.of("content-type", List.of("application/json")),
                                Answer.errorBody(ErrorCode.UNSUPPORTED, "the URL is too long"))
                        : edge.request(viewer);
            }

            @Override
            public EdgeResponse response(EdgeDecision.Forward forward, EdgeResponse response) {
                return edge.response(forward, response);
            }
        };
    }

    /** The same origins, within these limits. */
    public Map<Origin, OriginServer> around(Map<Origin, OriginServer> origins) {
        var limited = new EnumMap<Origin, OriginServer>(Origin.class);
        origins.forEach(
                (origin, server) -> limited.put(origin, (request, reply) -> handle(origin, server, request, reply)));
        return limited;
    }

    OriginServer around(Origin origin, OriginServer server) {
        return (request, reply) -> handle(origin, server, request, reply);
    }

    @Override
    public void close() {
        deadlines.values().forEach(Deadlines::close);
    }

    private void handle(Origin origin, OriginServer server, OriginRequest request, Consumer<Answer> reply)
            throws IOException {
        if (origin == Origin.API && head(request) > LARGEST_HEAD) {
            reply.accept(LARGE_HEAD);
            return;
        }
        var wait = new Wait(() -> deadline(origin).start(reply, LATE));
        var body = new EndingInputStream(request.body(), request.length(), wait::begin);
        server.handle(request.with(body), answer -> wait.answer(answer, reply));
    }

    private Deadlines deadline(Origin origin) {
        var found = deadlines.get(origin);
        if (found == null) {
            throw new IllegalStateException("nobody says how long to wait for " + origin);
        }
        return found;
    }

    private static int head(OriginRequest request) {
        return request.method().length()
                + request.path().length()
                + request.query().length()
                + ViewerReader.size(request.headers());
    }
}
