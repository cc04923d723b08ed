package dev.slipway.local;

import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.Answer;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.PricedUsage;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.cost.Way;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Writes the receipts of what no function sees: what the edge answers by itself, and what goes between clients and the bucket
 * or the relay. Whose it is tells the receipt of the request that led there, by the id of the upload or download; of what nothing
 * led to, it is nobody's.
 */
final class PassingTraffic implements AccessLog {

    private static final int MOST_TRANSFERS = 10_000;
    private static final int ERRORS = 400;
    private static final Pattern UPLOAD = Pattern.compile("/v2/.*/blobs/uploads/([^/]+)");
    private static final Pattern DOWNLOAD = Pattern.compile("/download/([^/]+)/.*");

    private final Receipts receipts;
    private final InstantSource clock;
    private final AtomicLong number = new AtomicLong();

    /** The newest transfers, each with the receipt of the request that led there. */
    private final Map<String, Receipt> transfers;

    PassingTraffic(Receipts receipts, Map<String, Receipt> transfers, InstantSource clock) {
        this.receipts = receipts;
        this.transfers = transfers;
        this.clock = clock;
    }

    /** Room for as many transfers as may be under way at once; the oldest makes way. */
    static Map<String, Receipt> transfers() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Receipt> eldest) {
                return size() > MOST_TRANSFERS;
            }
        });
    }

    /** Keeps receipts, and remembers the transfers that they lead to. */
    static BiConsumer<Receipt, PricedUsage> remembering(
            Map<String, Receipt> transfers, BiConsumer<Receipt, PricedUsage> kept) {
        return (receipt, priced) -> {
            if (!receipt.transfer().isEmpty()) {
                transfers.put(receipt.transfer(), receipt);
            }
            kept.accept(receipt, priced);
        };
    }

    @Override
    public void log(EdgeRequest viewer, Answer answer, Passed passed, Duration taken) {
        if (passed.origin().filter(Origin.API::equals).isPresent()) {
            return;
        }
        var client = viewer.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("user-agent"))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
        receipts.issue(new Receipt(
                clock.instant(),
                "edge-" + number.incrementAndGet(),
                "",
                account(viewer),
                client,
                answer.status(),
                "",
                usage(viewer, answer, passed)));
    }

    /**
     * Writes the receipt of what went from the bucket to a client by a presigned URL.
     *
     * @param out bytes of the body that were sent
     */
    void direct(String transfer, String client, int status, long out) {
        var known = Optional.ofNullable(transfers.get(transfer));
        var way = known.flatMap(Receipt::way).orElse(Way.S3);
        receipts.issue(new Receipt(
                clock.instant(),
                "s3-" + number.incrementAndGet(),
                "",
                known.map(Receipt::account).orElseGet(() -> Account.nobody("pull")),
                client,
                status,
                "",
                Usage.NONE.plus(Unit.BUCKET_READ, 1).plus(way.out(), out)));
    }

    private static Usage usage(EdgeRequest viewer, Answer answer, Passed passed) {
        var functions = passed.origin().isPresent() && answer.status() < ERRORS ? 2L : 1L;
        var usage = Usage.NONE
                .plus(Unit.EDGE_FUNCTION, functions)
                .plus(Unit.CLOUDFRONT_REQUEST, 1)
                .plus(Unit.CLOUDFRONT_OUT, passed.out() + head(answer));
        if (passed.origin().isEmpty()) {
            return usage;
        }
        usage = usage.plus(Unit.CLOUDFRONT_IN, passed.in());
        if (passed.origin().filter(Origin.BUCKET::equals).isEmpty()) {
            return usage;
        }
        return usage.plus(viewer.method().equals("PUT") ? Unit.BUCKET_WRITE : Unit.BUCKET_READ, 1);
    }

    /** The status line, and each header with a colon, a space and a line end; as everywhere, without the receipt's own. */
    static long head(Answer answer) {
        return 19L
                + answer.headers().entrySet().stream()
                        .filter(header -> !header.getKey().equalsIgnoreCase("slipway-cost"))
                        .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + value))
                        .mapToLong(text -> text.length() + 4L)
                        .sum();
    }

    private Account account(EdgeRequest viewer) {
        for (var pattern : List.of(UPLOAD, DOWNLOAD)) {
            var url = pattern.matcher(viewer.uri());
            var known = url.matches() ? transfers.get(url.group(1)) : null;
            if (known != null) {
                return known.account();
            }
        }
        var isRead = viewer.method().equals("GET") || viewer.method().equals("HEAD");
        return Account.nobody(isRead ? "pull" : "push");
    }
}
