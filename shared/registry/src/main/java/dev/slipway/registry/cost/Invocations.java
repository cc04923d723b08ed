package dev.slipway.registry.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up the lines of an hour. A receipt and the report of its invocation wait for each other: what Lambda bills takes the place
 * of the time that the function has measured.
 */
final class Invocations {

    /** Whose costs are those of invocations without a receipt, and of the lines that Lambda itself logs. */
    static final Account PLATFORM = Account.nobody("platform");

    private final HourlySums sums;
    private final Map<Invocation, Kept> receipts = new HashMap<>();
    private final Map<Invocation, Reported> reports = new HashMap<>();

    private record Invocation(String stream, String id) {}

    private record Kept(Receipt receipt, long length) {}

    private record Reported(Instant time, Report report) {}

    /** Adds to these sums what belongs to their hour. */
    Invocations(HourlySums sums) {
        this.sums = sums;
    }

    /** Adds a line; one that is neither a receipt nor a report is passed over. */
    void add(ReceiptLines.Line line) {
        Report.read(line.text()).ifPresentOrElse(report -> addReport(line, report), () -> addReceipt(line));
    }

    /** Adds those that have waited in vain: receipts with the time that was measured, reports as invocations without a receipt. */
    void finish() {
        receipts.values().forEach(kept -> add(kept, kept.receipt().usage()));
        for (var reported : reports.values()) {
            if (isOfHour(reported.time())) {
                var time = reported.report().time();
                sums.add(PLATFORM, new Tally(1, new Usage(Map.of(Unit.LAMBDA_REQUEST, 1L, Unit.LAMBDA_TIME, time))));
            }
        }
    }

    private void addReport(ReceiptLines.Line line, Report report) {
        if (isOfHour(line.time())) {
            sums.addLogged(PLATFORM, report.logged());
        }
        var invocation = new Invocation(line.stream(), report.invocation());
        var kept = receipts.remove(invocation);
        if (kept == null) {
            reports.put(invocation, new Reported(line.time(), report));
        } else {
            add(kept, report);
        }
    }

    private void addReceipt(ReceiptLines.Line line) {
        try {
            var receipt = Receipt.read(line.text());
            var kept = new Kept(receipt, line.text().getBytes(StandardCharsets.UTF_8).length);
            var invocation = new Invocation(line.stream(), receipt.invocation());
            var reported = reports.remove(invocation);
            if (reported != null) {
                add(kept, reported.report());
                return;
            }
            var before = receipts.put(invocation, kept);
            if (before != null) {
                add(before, before.receipt().usage());
            }
        } catch (IOException _) {
            // Another line than a receipt's.
        }
    }

    private void add(Kept kept, Report report) {
        var usage = kept.receipt().usage();
        add(kept, usage.plus(Unit.LAMBDA_TIME, report.time() - usage.amount(Unit.LAMBDA_TIME)));
    }

    private void add(Kept kept, Usage usage) {
        if (isOfHour(kept.receipt().time())) {
            sums.add(kept.receipt().account(), new Tally(1, usage));
            sums.addLines(kept.length());
        }
    }

    private boolean isOfHour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).equals(sums.hour());
    }
}
