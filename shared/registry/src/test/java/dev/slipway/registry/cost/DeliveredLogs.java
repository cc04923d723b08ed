package dev.slipway.registry.cost;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.InMemoryBucket;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Access logs of a day in November that are delivered to a bucket in memory, and the ledger that they are charged in. */
abstract class DeliveredLogs {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Account ALICE = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    static final Account BOB = new Account("team", "team/app", "Ev3ntsT0ken2", "push");
    static final Account NOBODY = Account.nobody("pull");
    static final String CLOUDFRONT = "cloudfront/";
    static final String S3 = "bucket/123456789012/us-east-1/slipway-bucket-1abc/";
    static final String GRANT = "0123456789abcdef";
    static final String UPLOAD = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    static final String LAYER = "/sha256/" + "aa".repeat(32) + "/" + UPLOAD;

    final InMemoryTable table = new InMemoryTable();
    final InMemoryBucket bucket = new InMemoryBucket(() -> NOON);
    final List<ReceiptLines.Line> receipts = new ArrayList<>();
    Instant now = NOON.plus(Duration.ofHours(3));

    TransferCharges.Report run() {
        return charges(table, bucket).run(() -> true);
    }

    TransferCharges charges(Table to, Bucket from) {
        return new TransferCharges(
                to,
                new AccessLogs(from, CLOUDFRONT, S3),
                (first, last, lines) -> receipts.stream()
                        .filter(line ->
                                !line.time().isBefore(first) && line.time().isBefore(last))
                        .forEach(lines),
                () -> now);
    }

    /** A receipt of a request that led to a transfer. */
    void led(Instant time, String transfer, Account account) {
        led(time, transfer, account, Optional.empty());
    }

    /** The same of a download that goes some way. */
    void led(Instant time, String transfer, Account account, Optional<Way> way) {
        var receipt = new Receipt(time, "1", "1", account, "", 202, transfer, way, Usage.NONE);
        receipts.add(new ReceiptLines.Line(time, "stream", receipt.line("0")));
        receipts.add(new ReceiptLines.Line(time, "stream", "{\"transfer\":\"" + transfer));
    }

    void deliver(String key, String... lines) {
        var isOfS3 = key.startsWith(S3);
        bucket.put(
                new ObjectKey(key),
                isOfS3 ? AccessLogLines.plain(List.of(lines)) : AccessLogLines.zipped(List.of(lines)));
    }

    static String cloudFront(String name, int folder) {
        return CLOUDFRONT + "2026/11/" + folder + "/E2EXAMPLE." + name + ".gz";
    }

    static String s3(String name, int day) {
        return S3 + "2026/11/" + day + "/2026-11-" + day + "-00-00-00-" + name;
    }

    static String get(String id, String grant, Instant time, long out, String result) {
        return AccessLogLines.cloudFront(time, id, "GET", "/download/" + grant + LAYER, 200, out, 600, result);
    }

    static String put(String id, String upload, Instant time, long in) {
        return AccessLogLines.cloudFront(time, id, "PUT", "/v2/team/app/blobs/uploads/" + upload, 201, 400, in, "Miss");
    }

    static String part(String id, String upload, Instant time) {
        var key = "staging/" + upload + "/whole";
        return AccessLogLines.s3(time, id, "REST.PUT.PART", key, "/" + key + "?partNumber=1", 200, 0, "QueryString");
    }

    static String read(String id, String grant, Instant time, long sent) {
        var uri = "/blobs" + LAYER + "?x-slipway-transfer=" + grant;
        return AccessLogLines.s3(time, id, "REST.GET.OBJECT", "blobs" + LAYER, uri, 200, sent, "QueryString");
    }

    List<Entry> entries() {
        return new Ledger(table).month(YearMonth.of(2026, 11));
    }

    Usage used() {
        return entries().stream().map(entry -> entry.tally().usage()).reduce(Usage.NONE, Usage::plus);
    }

    long out() {
        return used().amount(Unit.CLOUDFRONT_OUT);
    }

    /** By the hour, the action and the number of requests: what was used. */
    Map<String, String> ledger() {
        return entries().stream()
                .collect(Collectors.toMap(
                        entry -> "%s %s %d"
                                .formatted(
                                        entry.hour().toString().substring(11, 13),
                                        entry.account().action(),
                                        entry.tally().requests()),
                        entry -> entry.tally().usage().toString(),
                        (one, other) -> one + other,
                        TreeMap::new));
    }
}
