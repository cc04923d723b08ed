package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.OriginAccess.OriginRequest;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the edge's requests and the download URLs come to at the bucket. */
@Tag("emulators")
class OriginAccessEmulatorTest {

    @RegisterExtension
    static final KnownDeviations DEVIATIONS = KnownDeviations.at(Emulators.endpoint("S3"));

    private static final AwsRegistry REGISTRY = Emulators.registry();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(Algorithm.SHA256, CONTENT);
    private static final Map<String, String> CHECKED = Map.of("x-amz-checksum-sha256", Checksums.of(DIGEST));

    private final ObjectKey key = ObjectKey.blob(DIGEST, UploadId.random());

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void storesBytesThatHashToTheirKey() throws Exception {
        assertThat(send(sign("PUT", CHECKED), CONTENT).statusCode()).isEqualTo(200);

        assertThat(REGISTRY.bucket().open(key).orElseThrow().readAllBytes()).isEqualTo(CONTENT);
    }

    @Test
    void keepsTheHashThatItChecked() throws Exception {
        send(sign("PUT", CHECKED), CONTENT);

        assertThat(REGISTRY.bucket().find(key)).contains(new StoredObject(key, 10, Optional.of(DIGEST)));
    }

    @Test
    void refusesBytesWithAnotherHash() throws Exception {
        var answer = send(sign("PUT", CHECKED), "9876543210".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("<Code>BadDigest</Code>");
        assertThat(REGISTRY.bucket().find(key)).isEmpty();
    }

    @Test
    void refusesWhatWasNotSigned() throws Exception {
        var signed = sign("PUT", CHECKED);
        var other = REGISTRY.originAccess().sign("PUT", ObjectKey.blob(DIGEST, UploadId.random()), CHECKED);

        assertThat(send(new OriginRequest("PUT", other.url(), signed.headers()), CONTENT)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void readsARange() throws Exception {
        REGISTRY.bucket().put(key, CONTENT);

        var answer = send(sign("GET", Map.of("range", "bytes=2-4")), new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(text(answer)).isEqualTo("234");
        assertThat(send(sign("HEAD", Map.of()), new byte[0]).headers().firstValueAsLong("content-length"))
                .hasValue(10);
    }

    @Test
    void aDownloadUrlGivesPlainBytes() throws Exception {
        REGISTRY.bucket().put(key, CONTENT);

        var answer = download(REGISTRY.urls().downloadUrl(key, "0a0b", Duration.ofMinutes(1)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("content-type")).contains("application/octet-stream");
    }

    @Test
    void refusesADownloadThatWasAltered() throws Exception {
        REGISTRY.bucket().put(key, CONTENT);
        var url =
                REGISTRY.urls().downloadUrl(key, "0a0b", Duration.ofMinutes(1)).toString();

        var answer = download(URI.create(url.replace("X-Amz-Expires=60", "X-Amz-Expires=61")));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void createsNothingTwice() throws Exception {
        REGISTRY.bucket().put(key, CONTENT);

        REGISTRY.resources().createIfAbsent();

        assertThat(REGISTRY.bucket().open(key)).isPresent();
    }

    private OriginRequest sign(String method, Map<String, String> headers) {
        return REGISTRY.originAccess().sign(method, key, headers);
    }

    private static HttpResponse<byte[]> send(OriginRequest signed, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(signed.url())
                .timeout(Duration.ofMinutes(1))
                .method(signed.method(), BodyPublishers.ofByteArray(body));
        signed.headers().forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> download(URI url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofMinutes(1)).build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
