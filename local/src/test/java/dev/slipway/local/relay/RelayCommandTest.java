package dev.slipway.local.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.Shell;
import dev.slipway.local.TestingRegistry;
import dev.slipway.local.image.TestingImages;
import dev.slipway.relay.RelaySettings;
import dev.slipway.relay.front.RelayFront;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that takes a relay for its registry, as Docker does. */
class RelayCommandTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private RelayFront front;

    @SuppressWarnings("NullAway.Init")
    private String relay;

    private String authorization = "";

    @BeforeEach
    void start() throws Exception {
        registry = new TestingRegistry(folder.resolve("data"));
        front = RelayFront.start(
                RelaySettings.forRegistry(URI.create(registry.url())),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(5));
        relay = "http://127.0.0.1:" + front.port();
    }

    @AfterEach
    void stop() {
        front.close();
        registry.close();
        client.close();
    }

    @Test
    void signsInPushesALargeLayerInOneStreamAndPulls() throws Exception {
        var challenge = send("GET", relay + "/v2/", BodyPublishers.noBody())
                .headers()
                .firstValue("www-authenticate")
                .orElseThrow();
        assertThat(challenge).startsWith("Bearer realm=\"" + registry.url() + "/token\"");
        signIn();

        var layer = TestingImages.random(11 << 20, 1);
        var digest = TestingImages.digest(layer);
        var begun = send("POST", relay + "/v2/admin/app/blobs/uploads/", BodyPublishers.noBody());
        var upload = begun.headers().firstValue("location").orElseThrow();
        assertThat(upload).startsWith("/v2/admin/app/blobs/uploads/");
        var patched =
                send("PATCH", relay + upload, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(layer)));
        assertThat(patched.statusCode()).isEqualTo(202);
        var end = patched.headers().firstValue("location").orElseThrow();
        assertThat(send("PUT", relay + end + "&digest=" + digest, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(201);

        var blob = send("GET", relay + "/v2/admin/app/blobs/" + digest, BodyPublishers.noBody());
        assertThat(blob.statusCode()).isEqualTo(307);
        var bytes = send("GET", blob.headers().firstValue("location").orElseThrow(), BodyPublishers.noBody());
        assertThat(TestingImages.digest(bytes.body())).isEqualTo(digest);
    }

    @Test
    void misuseIsOneLine() {
        var shell = new Shell(folder);
        assertThat(shell.run("relay").err()).startsWith("slipway: Missing required option: '--registry=URL'");
        var readable = shell.run("relay", "--registry", "http://192.0.2.1");
        assertThat(readable.err())
                .startsWith("slipway: http://192.0.2.1 has no TLS: ")
                .hasLineCount(1);
        assertThat(readable.code()).isEqualTo(1);
        var taken = shell.run("relay", "--registry", "a.example", "--port", Integer.toString(front.port()));
        assertThat(taken.err())
                .startsWith("slipway: cannot listen on 127.0.0.1:" + front.port() + ": ")
                .hasLineCount(1);
    }

    /** As clients do: at the realm, for the scope. */
    private void signIn() throws Exception {
        var basic = Base64.getEncoder().encodeToString(("admin:" + registry.adminToken()).getBytes(UTF_8));
        authorization = "Basic " + basic;
        var answer =
                send("GET", registry.url() + "/token?scope=repository:admin/app:pull,push", BodyPublishers.noBody());
        var json = new String(answer.body(), UTF_8);
        authorization = "Bearer " + json.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<byte[]> send(String method, String url, BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, body);
        if (!authorization.isEmpty() && !url.contains("/download/")) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
