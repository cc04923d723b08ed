package dev.slipway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.Answer;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.AccessLogLines;
import dev.slipway.registry.cost.AccessLogs;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.ReceiptLines;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.TransferCharges;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.InMemoryBucket;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read from an access log is what a registry on one machine counts at once: the front writes its requests as CloudFront
 * would, those to the API too, and what is charged by them has to be the receipts of the same requests, unit by unit.
 */
class AccessLogsTest {

    private static final int MIB = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private final ConcurrentLinkedQueue<Logged> log = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private record Logged(Instant time, String line) {}

    @Test
    void chargesByAccessLogsAreWhatServeCountsAtOnce() throws Exception {
        var from = Instant.now();
        var address = new Address("127.0.0.1", 0);
        var front = address.take();
        var url = address.url(front.port());
        try (var registry = LocalRegistry.start(new LocalRegistry.Settings(
                front,
                url,
                EmbeddedCloud.in(data),
                Optional.of(PriceFile.bundled("us-east-1")),
                false,
                Set.of(),
                this::write,
                Optional.of(RelayPlace.JAVA),
                false,
                Downloads.Choice.AUTO))) {
            assertThat(registry.isFirstStart()).isTrue();
            use(URI.create(url));
        }

        var receipts = receipts();
        assertThat(charged(receipts, from)).isEqualTo(counted(receipts));
        assertThat(counted(receipts).keySet())
                .extracting(account -> account.repository() + " " + account.action())
                .contains("admin/app pull", "admin/app push", " push");
    }

    /** A layer by one PUT, one by the relay, downloads whole, in part, twice and broken off, and what the edge refuses. */
    private void use(URI url) throws IOException, InterruptedException {
        var content = bytes(5 * MIB);
        var upload = send(url, "POST", "/v2/admin/app/blobs/uploads/", BodyPublishers.noBody());
        assertThat(send(
                                url,
                                "PUT",
                                location(upload) + "&digest=" + digest(content),
                                BodyPublishers.ofByteArray(content))
                        .statusCode())
                .isEqualTo(201);
        var relayed = bytes(12 * MIB);
        var other = send(url, "POST", "/v2/admin/app/blobs/uploads/", BodyPublishers.noBody());
        var patched = send(
                url, "PATCH", location(other), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(relayed)));
        assertThat(send(url, "PUT", location(patched) + "&digest=" + digest(relayed), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(201);
        var blob = "/v2/admin/app/blobs/" + digest(content);
        var download = location(send(url, "GET", blob, BodyPublishers.noBody()));
        for (var range : List.of("bytes=0-", "bytes=0-", "bytes=9-99")) {
            assertThat(get(url, download, range).statusCode()).isEqualTo(206);
        }
        var broken = client.send(HttpRequest.newBuilder(url.resolve(download)).build(), BodyHandlers.ofInputStream());
        try (var body = broken.body()) {
            assertThat(body.readNBytes(1000)).hasSize(1000);
        }
        assertThat(get(url, download + "0", "bytes=0-").statusCode()).isEqualTo(403);
        assertThat(client.send(
                                HttpRequest.newBuilder(url.resolve("/v2/admin/app/blobs/uploads/"))
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
        var refused = send(url, "PUT", location(upload) + "0&digest=" + digest(content), BodyPublishers.noBody());
        assertThat(refused.statusCode()).isEqualTo(404);
    }

    /** As CloudFront does, but for the heads of requests, which the front does not measure; nothing is ever in a cache. */
    private void write(EdgeRequest viewer, Answer answer, AccessLog.Passed passed, Duration taken) {
        var time = Instant.now();
        log.add(new Logged(
                time,
                AccessLogLines.cloudFront(
                        time,
                        "request-" + log.size() + "-" + System.nanoTime(),
                        viewer.method(),
                        viewer.uri(),
                        answer.status(),
                        passed.out() + PassingTraffic.head(answer),
                        passed.in(),
                        passed.origin().isEmpty() ? "FunctionGeneratedResponse" : "Miss")));
    }

    private List<Receipt> receipts() throws IOException {
        var found = new ArrayList<Receipt>();
        try (var files = Files.list(data.resolve("receipts"))) {
            for (var file : files.toList()) {
                for (var line : Files.readAllLines(file)) {
                    found.add(Receipt.read(line));
                }
            }
        }
        return found;
    }

    private static Map<Account, Tally> counted(List<Receipt> receipts) {
        return receipts.stream()
                .filter(receipt -> receipt.id().startsWith("edge-"))
                .collect(Collectors.toMap(Receipt::account, receipt -> new Tally(1, receipt.usage()), Tally::plus));
    }

    private Map<Account, Tally> charged(List<Receipt> receipts, Instant from) {
        var table = new InMemoryTable();
        var logs = new InMemoryBucket();
        log.stream()
                .collect(Collectors.groupingBy(
                        logged -> logged.time().atZone(ZoneOffset.UTC).toLocalDate(),
                        Collectors.mapping(Logged::line, Collectors.toList())))
                .forEach((day, lines) -> logs.put(
                        new ObjectKey(
                                "cloudfront/" + day.toString().replace('-', '/') + "/E2EXAMPLE." + day + "-00.a.gz"),
                        AccessLogLines.zipped(lines)));
        ReceiptLines lines = (first, last, to) -> receipts.forEach(
                receipt -> to.accept(new ReceiptLines.Line(receipt.time(), "stream", receipt.line("0"))));

        var report = new TransferCharges(table, new AccessLogs(logs, "cloudfront/", "bucket/"), lines, Instant::now)
                .run(() -> true);

        assertThat(report.problems()).isEmpty();
        var sums = new HashMap<Account, Tally>();
        for (var month : new TreeSet<>(List.of(month(from), month(Instant.now())))) {
            new Ledger(table).month(month).forEach(entry -> sums.merge(entry.account(), entry.tally(), Tally::plus));
        }
        return sums;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }

    private HttpResponse<byte[]> send(URI url, String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var token = Files.readString(data.resolve("admin-token")).strip();
        var request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, body)
                .header(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("admin:" + token).getBytes(UTF_8)))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(URI url, String path, String range) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url.resolve(path)).header("range", range).build(), BodyHandlers.ofByteArray());
    }

    private static String location(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isLessThan(400);
        return response.headers().firstValue("location").orElseThrow();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String digest(byte[] content) {
        return Digest.of(Algorithm.SHA256, content).toString();
    }
}
