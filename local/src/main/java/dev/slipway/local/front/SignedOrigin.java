package dev.slipway.local.front;

import dev.slipway.aws.OriginAccess;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** S3 itself: requests are signed as CloudFront's origin access control signs them, and bodies pass in both directions. */
public final class SignedOrigin implements OriginServer, AutoCloseable {

    /** CloudFront's own wait for an answer to begin. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the edge lets through to the bucket. */
    private static final Set<String> FORWARDED = Set.of(
            "content-type",
            "x-amz-checksum-sha256",
            "range",
            "if-range",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since");

    /** What belongs to the bucket's connection, or is made anew. */
    private static final Set<String> CONNECTION =
            Set.of("connection", "keep-alive", "transfer-encoding", "date", "server", "content-length", ":status");

    private final OriginAccess access;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public SignedOrigin(OriginAccess access) {
        this.access = access;
    }

    @Override
    public void handle(OriginRequest request, Consumer<Answer> reply) throws IOException {
        try {
            reply.accept(answer(request, client.send(signed(request), BodyHandlers.ofInputStream())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ViewerGoneException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private HttpRequest signed(OriginRequest request) {
        var headers = new TreeMap<String, String>();
        request.headers().forEach((name, values) -> {
            if (FORWARDED.contains(name)) {
                headers.put(name, String.join(",", values));
            }
        });
        var signed = access.sign(request.method(), new ObjectKey(request.path().substring(1)), headers);
        var builder = HttpRequest.newBuilder(signed.url())
                .timeout(PATIENCE.plus(whole(request)))
                .method(signed.method(), body(request));
        signed.headers().forEach(builder::header);
        return builder.build();
    }

    /** The client's wait counts from the first byte of a body, so a large one is given the time of a slow line. */
    private static Duration whole(OriginRequest request) {
        return Duration.ofSeconds(Math.max(0, request.length()) >> 16);
    }

    private static BodyPublisher body(OriginRequest request) {
        return request.method().equals("PUT")
                ? BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(request::body), request.length())
                : BodyPublishers.noBody();
    }

    private static Answer answer(OriginRequest request, HttpResponse<InputStream> response) throws IOException {
        var headers = new TreeMap<String, List<String>>();
        response.headers().map().forEach((name, values) -> {
            if (!CONNECTION.contains(name)) {
                headers.put(name, values);
            }
        });
        var length = response.headers().firstValueAsLong("content-length");
        if (request.method().equals("HEAD")) {
            response.body().close();
            length.ifPresent(bytes -> headers.put("content-length", List.of(Long.toString(bytes))));
            return new Answer(response.statusCode(), headers, Body.EMPTY);
        }
        return new Answer(response.statusCode(), headers, passed(response.body(), length.orElse(-1)));
    }

    /** What came without a length is an error of a few lines. */
    private static Body passed(InputStream content, long length) throws IOException {
        if (length < 0) {
            try (content) {
                return Body.of(content.readAllBytes());
            }
        }
        return new Passed(content, length);
    }

    private record Passed(InputStream content, long length) implements Body {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            content.transferTo(out);
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
