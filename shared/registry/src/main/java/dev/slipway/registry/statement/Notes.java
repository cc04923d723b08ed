package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.HourlySums;
import java.util.List;

/**
 * What to know about the numbers: what keeping account costs, what is estimated, what is not in them.
 *
 * @param isWhole whether it is all that the registry used
 */
record Notes(Bill bill, boolean isWhole) {

    private static final List<String> ESTIMATED = List.of(
            "CloudFront's own headers, some 300 bytes of an answer and 1 KB of a request to an origin, are not counted: $0.00000004 a request.",
            "On AWS a function's time is what Lambda bills. On one machine, what Lambda would do around it, 1 to 3 ms, is not counted.",
            "A write to the table whose condition did not hold is counted as the least that it can be, as DynamoDB does not report it.",
            "Requests that S3 refuses are counted, though it does not charge them.",
            "What is stored is looked at once a day, and counts for the whole day.",
            "What stands there anyway, the zone, alarms, the table and logs, is charged by the day, and is the action standing.");

    private static final List<String> ABSENT = List.of(
            "On AWS, where CountTransfers is off, the bytes that pass no function: direct uploads, parts of the relay, and downloads. Where it is on, what access logs lack of them; the newest are a few hours old.",
            "Log lines other than receipts and Lambda's own, such as the audit log's.",
            "The relay's own time.",
            "Tax.");

    String html() {
        return """
                <section class="notes">
                <h2>About these numbers</h2>
                <p>%s</p>
                <p>%s</p>
                <p>Each line is rounded to six decimals, down or up, so that the lines of a table add up to the total that is shown \
                (by the largest remainder). The rows of <code>slipway costs</code> have twelve.</p>
                <h3>Estimated</h3>
                %s<h3>Not in it</h3>
                %s</section>
                """.formatted(
                        isWhole ? ledger() : "What keeping account costs is the registry's, and no owner's.",
                        saved(),
                        list(ESTIMATED),
                        list(ABSENT));
    }

    private String ledger() {
        var cost = bill.of(HourlySums.LEDGER::equals).total();
        return "Keeping account of requests, which is receipts, their sums and statements, has cost <strong id=\"ledger\">%s</strong>: %s %% of the total. It is in it as the action <code>ledger</code>."
                .formatted(Figures.dollars(Figures.round(cost)), Figures.percent(cost, bill.total()));
    }

    private String saved() {
        var saved = bill.saved();
        return saved.signum() == 0
                ? "Downloads straight from S3 have saved nothing: there were none, or what would have gone through CloudFront instead is free."
                : "Downloads straight from S3 have saved <strong id=\"saved\">%s</strong>, beside what CloudFront would have taken for their bytes."
                        .formatted(Figures.dollars(Figures.round(saved)));
    }

    private static String list(List<String> texts) {
        var items = new StringBuilder();
        texts.forEach(text -> items.append("<li>").append(Markup.text(text)).append("</li>\n"));
        return "<ul>\n" + items + "</ul>\n";
    }
}
