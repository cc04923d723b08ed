package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.front.AccessLog;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All parts together: what travels by API, what by the bucket, what by the relay. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalRegistryTest {

    private static final int MIB = 1 << 20;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private LocalRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private URI url;

    @BeforeAll
    void start() {
        var address = new Address("127.0.0.1", 0);
        var front = address.take();
        url = URI.create(address.url(front.port()));
        registry = LocalRegistry.start(new LocalRegistry.Settings(
                front,
                url.toString(),
                Temporary.create(),
                Optional.of(PriceFile.bundled("us-east-1")),
                true,
                Set.of(),
                AccessLog.NONE,
                Optional.of(relay()),
                false,
                Downloads.Choice.AUTO));
    }

    @AfterAll
    void stop() {
        registry.close();
        client.close();
    }

    @Test
    void answersByTheApi() throws Exception {
        var answer = send("GET", "/v2/", BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
        assertThat(send("GET", "/nothing", BodyPublishers.noBody()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesALargePutByTheBucketAndGivesRangesOfIt() throws Exception {
        var content = bytes(5 * MIB);
        var upload = start("team/app");
        var put = send("PUT", upload + "&digest=" + digest(content), BodyPublishers.ofByteArray(content));
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.headers().firstValue("docker-content-digest")).contains(digest(content));
        var path = "/v2/team/app/blobs/" + digest(content);
        assertThat(send("HEAD", path, BodyPublishers.noBody()).headers().firstValueAsLong("content-length"))
                .hasValue(content.length);
        var redirect = send("GET", path, BodyPublishers.noBody());
        assertThat(redirect.statusCode()).isEqualTo(307);
        var range = get(redirect.headers().firstValue("location").orElseThrow(), "bytes=1048576-1048585");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(content, MIB, MIB + 10));
    }

    @Test
    void refusesALargePutOfOtherBytesAndStoresNothing() throws Exception {
        var content = bytes(5 * MIB);
        var other = digest("other".getBytes(UTF_8));
        var put = send("PUT", start("team/wrong") + "&digest=" + other, BodyPublishers.ofByteArray(content));
        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(new String(put.body(), UTF_8)).contains("BadDigest");
        assertThat(send("HEAD", "/v2/team/wrong/blobs/" + other, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesALargeChunkedPatchByTheRelay() throws Exception {
        var content = bytes(20 * MIB + 7);
        var patch = send(
                "PATCH", start("team/relayed"), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));
        assertThat(patch.statusCode()).isEqualTo(202);
        assertThat(patch.headers().firstValue("range")).contains("0-" + (content.length - 1));
        var next = patch.headers().firstValue("location").orElseThrow();
        var put = send("PUT", next + "&digest=" + digest(content), BodyPublishers.noBody());
        assertThat(put.statusCode()).isEqualTo(201);
        var blob = send("GET", "/v2/team/relayed/blobs/" + digest(content), BodyPublishers.noBody());
        assertThat(get(blob.headers().firstValue("location").orElseThrow(), "bytes=0-")
                        .body())
                .isEqualTo(content);
    }

    private String start(String repository) throws IOException, InterruptedException {
        var answer = send("POST", "/v2/" + repository + "/blobs/uploads/", BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.headers().firstValue("location").orElseThrow();
    }

    /** Where the relay runs. */
    RelayPlace relay() {
        return RelayPlace.JAVA;
    }

    private HttpResponse<byte[]> get(String location, String range) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(location))
                .header("range", range)
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(String method, String location, BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(location))
                .method(method, body)
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String digest(byte[] content) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
