package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Receipts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no function answers: the edge says in a header what it costs, and the log of receipts says the same. */
class PassingTrafficTest {

    private static final int LARGE = 5 << 20;

    private final List<String> headers = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void theHeaderIsWhatTheReceiptSays() throws Exception {
        answer(new TestingRegistry(folder));

        assertThat(headers).hasSize(7).containsExactlyInAnyOrderElementsOf(receipts());
    }

    @Test
    void whereNothingIsCountedNothingHasAReceipt() throws Exception {
        answer(TestingRegistry.countingNothing(folder));

        assertThat(headers).hasSize(7).containsOnly("none");
        assertThat(folder.resolve("receipts")).doesNotExist();
    }

    private void answer(TestingRegistry started) throws Exception {
        try (var registry = started;
                var client = HttpClient.newHttpClient()) {
            var user =
                    "Basic " + Base64.getEncoder().encodeToString(("admin:" + registry.adminToken()).getBytes(UTF_8));
            var blobs = URI.create(registry.url() + "/v2/admin/app/blobs/");
            var content = new byte[LARGE];
            new Random(1).nextBytes(content);
            var digest = "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));

            noted(client, request(blobs, "uploads/").POST(BodyPublishers.noBody()), 401);
            var upload = location(
                    client,
                    request(blobs, "uploads/").header("authorization", user).POST(BodyPublishers.noBody()));
            noted(client, request(blobs, upload + "&digest=" + digest).PUT(BodyPublishers.ofByteArray(content)), 201);
            var download = location(client, request(blobs, "./" + digest).header("authorization", user));
            noted(client, request(blobs, download), 200);
            noted(client, request(blobs, download).HEAD(), 200);
            noted(client, request(blobs, download).header("range", "bytes=5-1004"), 206);
            var other = location(
                    client,
                    request(blobs, "uploads/").header("authorization", user).POST(BodyPublishers.noBody()));
            noted(client, request(blobs, other).method("PATCH", BodyPublishers.ofByteArray(content)), 202);
            noted(client, request(blobs, "/nothing"), 404);
        }
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private static String location(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.discarding())
                .headers()
                .firstValue("location")
                .orElseThrow();
    }

    private void noted(HttpClient client, HttpRequest.Builder request, int status)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(status);
        headers.add(answer.headers().firstValue("slipway-cost").orElse("none"));
    }

    /** Of what no function answered; the next request may be answered before the one before it is logged. */
    private List<String> receipts() throws IOException {
        var prices = Prices.of(PriceFile.bundled("us-east-1"), LocalDate.now(ZoneOffset.UTC));
        var lines = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder.resolve("receipts"))) {
            for (var file : files) {
                for (var line : Files.readAllLines(file)) {
                    var receipt = Receipt.read(line);
                    if (receipt.id().startsWith("edge-")) {
                        lines.add(Receipts.text(prices.list(receipt.usage())) + " " + receipt.usage());
                    }
                }
            }
        }
        return lines;
    }
}
