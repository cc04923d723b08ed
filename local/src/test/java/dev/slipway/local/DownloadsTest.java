package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.manage.Json;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a client on this machine gets bytes from, and what its receipts say of it. */
class DownloadsTest {

    private static final String HERE = "127.0.0.0/8";
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);
    private static final String DIGEST = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @AfterEach
    void stop() {
        http.close();
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, 127.0.0.0/8,     s3-region",
        "AUTO, 198.51.100.0/24, edge",
        "AUTO, '',              edge",
        "EDGE, 127.0.0.0/8,     edge",
        "S3,   127.0.0.0/8,     s3-region",
        "S3,   '',              s3",
    })
    void aClientIsSentWhereItIsCheap(Downloads.Choice choice, String network, String way) throws Exception {
        start(choice, network);

        var url = redirect(bearer());
        var whole = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());

        assertThat(url.toString().startsWith(registry.url())).isEqualTo(way.equals("edge"));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(CONFIG);
        var redirect = receipt(receipt -> receipt.way().isPresent());
        assertThat(redirect.way()).map(Way::toString).contains(way);
        assertThat(url.toString()).contains(redirect.transfer());
        var sent = receipt(receipt -> receipt.usage().amount(Unit.BUCKET_READ) == 1);
        assertThat(sent.account()).isEqualTo(redirect.account());
        assertThat(sent.usage().amount(redirect.way().orElseThrow().out()))
                .isGreaterThanOrEqualTo(CONFIG.length)
                .isLessThan(way.equals("edge") ? 1000 : CONFIG.length + 1);
        assertThat(sent.usage().amount(Unit.EDGE_FUNCTION)).isEqualTo(way.equals("edge") ? 2 : 0);
    }

    /** Who signs in with each request, and has no token that could say where it is. */
    @Test
    void byBasicAllGoByTheRegistrysHost() throws Exception {
        start(Downloads.Choice.AUTO, HERE);

        assertThat(redirect(basic()).toString()).startsWith(registry.url());
    }

    @Test
    void thePresignedUrlIsForOneObjectAndOneMethod() throws Exception {
        start(Downloads.Choice.S3, "");
        var url = redirect(bearer()).toString();

        assertThat(status("HEAD", url)).isEqualTo(403);
        assertThat(status("PUT", url)).isEqualTo(403);
        assertThat(status("GET", url.replace("expires=", "expires=9"))).isEqualTo(403);
        assertThat(status("GET", url.replace("transfer=", "transfer=0"))).isEqualTo(403);
        assertThat(status("GET", url.replace("/blobs/", "/blobs/x"))).isEqualTo(403);
        assertThat(status("GET", url + "&more=1")).isEqualTo(403);
        assertThat(status("GET", url.substring(0, url.indexOf('?')))).isEqualTo(403);
        assertThat(status("GET", url.replaceFirst("(?<=:[0-9]{4,5})/.*", "/"))).isEqualTo(403);
        assertThat(status("GET", url)).isEqualTo(200);
    }

    @Test
    void aPartIsSentAndCountedAsAPart() throws Exception {
        start(Downloads.Choice.AUTO, HERE);
        var url = redirect(bearer());
        var part = http.send(
                HttpRequest.newBuilder(url).header("Range", "bytes=1-1").build(), BodyHandlers.ofByteArray());

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 1-1/2");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CONFIG, 1, 2));
        assertThat(receipt(receipt -> receipt.id().startsWith("s3-")).usage().amount(Unit.BUCKET_OUT_REGION))
                .isEqualTo(1);
        var beyond = http.send(
                HttpRequest.newBuilder(url).header("Range", "bytes=9-").build(), BodyHandlers.ofByteArray());
        assertThat(beyond.statusCode()).isEqualTo(416);
    }

    private void start(Downloads.Choice choice, String network) throws Exception {
        registry = TestingRegistry.sending(folder.resolve("data"), choice);
        var admin = new Shell(folder.resolve("home")).types(registry.adminToken());
        admin.run("login", registry.url(), "-u", "admin", "--password-stdin");
        admin.run("owner", "create", "team");
        registry.push("team/app", "1", "admin", registry.adminToken());
        if (!network.isEmpty()) {
            assertThat(admin.run("owner", "networks", "team", network).out())
                    .isEqualTo("sent to the bucket for what team has: " + network + "\n");
        }
        assertThat(admin.run("owner", "networks", "team").out())
                .isEqualTo("sent to the bucket for what team has: " + (network.isEmpty() ? "none" : network) + "\n");
    }

    private URI redirect(String authorization) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/v2/team/app/blobs/" + DIGEST))
                        .header("authorization", authorization)
                        .build(),
                BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(307);
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    private int status(String method, String url) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private String basic() throws IOException {
        var text = "admin:" + registry.adminToken();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private String bearer() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/token?scope=repository:team/app:pull"))
                        .header("authorization", basic())
                        .build(),
                BodyHandlers.ofByteArray());
        return "Bearer " + Json.find(answer.body()).orElseThrow().text("token");
    }

    /** The newest of some receipts; they are written a moment after the answer. */
    private Receipt receipt(Predicate<Receipt> wanted) throws Exception {
        var found = List.<Receipt>of();
        for (var look = 0; look < 200 && found.isEmpty(); look++) {
            Thread.sleep(50);
            found = lines().stream().map(DownloadsTest::read).filter(wanted).toList();
        }
        return found.getLast();
    }

    /** Of all hours, as far as they are written to their ends. */
    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder.resolve("data/receipts"))) {
            for (var file : files) {
                var text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    private static Receipt read(String line) {
        try {
            return Receipt.read(line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
