package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * A relay under test between a client, a fake registry and a fake bucket. Says nothing about how the relay is made: a suite
 * built on this can be run on any program that speaks the protocol.
 */
@Timeout(120)
abstract class RelayFixture {

    static final int KIB = 1 << 10;
    static final int MIB = 1 << 20;

    /** How many part buffers the relay may have. */
    static final int BUFFERS = 3;

    /** How long the relay lets a client wait for a copy. */
    static final Duration COPY_WAIT = Duration.ofSeconds(3);

    /** How often the relay tries. */
    static final int ATTEMPTS = 4;

    FakeBucket bucket;
    FakeRegistry registry;
    URI relay;
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * Starts a relay in front of a registry, with {@link #BUFFERS}, {@link #ATTEMPTS}, {@link #COPY_WAIT} and a back-off of a
     * few milliseconds; answers where it listens.
     */
    protected abstract URI start(URI registry) throws IOException;

    protected abstract void stop() throws IOException;

    @BeforeEach
    void startAll() throws IOException {
        begin(5 * MIB);
    }

    @AfterEach
    void stopAll() throws IOException {
        stop();
        client.close();
        registry.close();
        bucket.close();
        assertThat(registry.violations()).isEmpty();
        assertThat(bucket.violations()).isEmpty();
    }

    /** Begins again with parts of another size. */
    void restart(int partSize) throws IOException {
        stop();
        registry.close();
        bucket.close();
        begin(partSize);
    }

    HttpResponse<String> send(String method, String target, byte[] body, Framing framing, String... headers)
            throws IOException, InterruptedException {
        var publisher = framing == Framing.MEASURED
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        var request = HttpRequest.newBuilder(URI.create(relay + target))
                .timeout(Duration.ofSeconds(60))
                .method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A whole layer as one PATCH, and what became of it. */
    void push(int size, Framing framing) throws IOException, InterruptedException {
        var location = registry.begin();
        var body = bytes(size);
        var answer = send("PATCH", location, body, framing);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(header(answer, "Range")).isEqualTo("0-" + Math.max(0, size - 1));
        assertThat(header(answer, "Location")).isEqualTo(location.replaceAll("key\\.\\d+", "key." + size));
        assertThat(registry.upload(location).digest()).isEqualTo(digest(body));
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    /** The same bytes for the same size, and not the same for others. */
    static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static String digest(byte[]... pieces) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var piece : pieces) {
                hash.update(piece);
            }
            return "sha256:" + HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void begin(int partSize) throws IOException {
        bucket = new FakeBucket(true);
        registry = new FakeRegistry(bucket, partSize);
        relay = start(registry.address());
    }

    /** Whether a body says how long it is. */
    enum Framing {
        MEASURED,
        CHUNKED
    }
}
