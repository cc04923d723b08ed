package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.front.AccessLog;
import dev.slipway.local.store.DataFolder;
import dev.slipway.registry.Content;
import dev.slipway.registry.blob.Patience;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.InterceptedBucket;
import dev.slipway.registry.state.Interceptor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole registry whose bucket copies nothing until it is let, and whose requests wait for a moment only. */
class SlowBucketTest {

    private static final byte[] LAYER = Content.bytes((9 << 20) + 7, 1);
    private static final Digest DIGEST = Content.sha256(LAYER);
    private static final byte[] IMAGE = Content.image(LAYER);
    private static final int MOST_TRIES = 600;

    private final CountDownLatch copying = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private LocalRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private URI url;

    @BeforeEach
    void start() {
        var address = new Address("127.0.0.1", 0);
        var front = address.take();
        url = URI.create(address.url(front.port()));
        var cloud = new SlowCloud(Temporary.create(), copying);
        registry = LocalRegistry.start(
                new LocalRegistry.Settings(front, url.toString(), cloud, true, Set.of(), AccessLog.NONE));
    }

    @AfterEach
    void stop() {
        copying.countDown();
        registry.close();
        client.close();
    }

    @Test
    void theRightBytesAreThereWhenTheyAreVerified() throws Exception {
        var upload = relay();
        var asked = send("POST", upload.replace("?", "/copy?"), BodyPublishers.noBody());
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.headers().firstValue("retry-after")).contains("1");
        assertThat(close(upload, DIGEST)).isEqualTo(201);
        assertThat(head(DIGEST)).isEqualTo(200);
        var early = send("GET", blob(DIGEST), BodyPublishers.noBody());
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.headers().firstValue("retry-after")).contains("5");
        assertThat(new String(early.body(), UTF_8)).contains("UNAVAILABLE");
        assertThat(manifest()).isEqualTo(503);

        copying.countDown();

        assertThat(settled("GET", blob(DIGEST), 503)).isEqualTo(307);
        assertThat(manifest()).isEqualTo(201);
        assertThat(close(upload, DIGEST)).isEqualTo(201);
        var location = send("GET", blob(DIGEST), BodyPublishers.noBody())
                .headers()
                .firstValue("location")
                .orElseThrow();
        var bytes = send("GET", location, BodyPublishers.noBody());
        assertThat(bytes.body()).isEqualTo(LAYER);
        assertThat(bytes.headers().firstValue("docker-content-digest")).contains(DIGEST.toString());
    }

    @Test
    void wrongBytesAreUnknownThen() throws Exception {
        var wrong = Content.sha256(IMAGE);
        var upload = relay();
        assertThat(close(upload, wrong)).isEqualTo(201);
        assertThat(head(wrong)).isEqualTo(200);

        copying.countDown();

        assertThat(settled("HEAD", blob(wrong), 200)).isEqualTo(404);
        assertThat(close(upload, wrong)).isEqualTo(400);
        assertThat(manifest()).isEqualTo(404);
    }

    /** What a relay does that does not wait; answers the upload's URL. */
    private String relay() throws IOException, InterruptedException {
        var begun = location(send("POST", "/v2/team/app/blobs/uploads/", BodyPublishers.noBody()));
        var parts = begun.replace("?", "/parts?");
        var urls = new String(
                send("POST", parts, BodyPublishers.ofString("{\"count\":1}")).body(), UTF_8);
        var put = send("PUT", urls.replaceAll("(?s).*\"url\":\"([^\"]+)\".*", "$1"), BodyPublishers.ofByteArray(LAYER));
        var tag = put.headers().firstValue("etag").orElseThrow().replace("\"", "\\\"");
        var added = "{\"offset\":0,\"parts\":[{\"number\":1,\"tag\":\"%s\",\"size\":%d}]}".formatted(tag, LAYER.length);
        return location(send("PUT", parts, BodyPublishers.ofString(added)));
    }

    private static String location(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.headers().firstValue("location").orElseThrow();
    }

    private int close(String upload, Digest digest) throws IOException, InterruptedException {
        return send("PUT", upload + "&digest=" + digest, BodyPublishers.noBody())
                .statusCode();
    }

    private int head(Digest digest) throws IOException, InterruptedException {
        return send("HEAD", blob(digest), BodyPublishers.noBody()).statusCode();
    }

    private int manifest() throws IOException, InterruptedException {
        return send("PUT", "/v2/team/app/manifests/latest", BodyPublishers.ofByteArray(IMAGE))
                .statusCode();
    }

    /** What is answered once it is no longer this. */
    private int settled(String method, String path, int before) throws IOException, InterruptedException {
        var status = before;
        for (var attempt = 0; status == before && attempt < MOST_TRIES; attempt++) {
            status = send(method, path, BodyPublishers.noBody()).statusCode();
            Thread.sleep(20);
        }
        return status;
    }

    private static String blob(Digest digest) {
        return "/v2/team/app/blobs/" + digest;
    }

    private HttpResponse<byte[]> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, body)
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private record SlowCloud(Cloud cloud, CountDownLatch copying) implements Cloud {

        @Override
        public Keys keys() {
            return cloud.keys();
        }

        @Override
        public DataFolder folder() {
            return cloud.folder();
        }

        @Override
        public Ports open() {
            var ports = cloud.open();
            return new Ports(
                    ports.table(),
                    new InterceptedBucket(ports.bucket(), new Slowly(copying)),
                    ports.uploads(),
                    ports.direct(),
                    ports.origin(),
                    ports.near(),
                    ports.expiry(),
                    ports.longestCopy(),
                    new Patience(Duration.ofMillis(50), 0, SlowCloud::sleep),
                    ports.tableSize());
        }

        @Override
        public void close() {
            cloud.close();
        }

        private static void sleep(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private record Slowly(CountDownLatch copying) implements Interceptor {

        @Override
        public <T> T around(String name, Supplier<T> call) {
            if (name.equals("Bucket.copy")) {
                try {
                    assertThat(copying.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return call.get();
        }
    }
}
