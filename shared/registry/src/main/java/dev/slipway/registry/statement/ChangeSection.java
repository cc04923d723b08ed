package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Change;
import dev.slipway.registry.cost.Explanation;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Periods;
import dev.slipway.registry.cost.Rounding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What moved against the month before, and why. */
record ChangeSection(Periods periods, Explanation explanation) {

    private static final int MOST_WORKS = 10;

    String html() {
        var earlier = Figures.month(periods.month().minusMonths(1));
        var title = periods.runs() ? "Against the same days of " + earlier : "Against " + earlier;
        var change = explanation.total();
        var body = change.requestsBefore() == 0 && change.before().signum() == 0
                ? "<p>Nothing was used then.</p>\n"
                : compared(change);
        return "<section>\n<h2>" + title + "</h2>\n" + body + "</section>\n";
    }

    private String compared(Change change) {
        var before = Figures.round(change.before());
        var difference = Figures.round(change.now()).subtract(before);
        var causes = change.causes().rounded(difference, Figures.DECIMALS);
        return String.format(
                        Locale.ROOT,
                        """
                <p>%s in place of %s: <strong id="change">%s</strong>%s. Of it by price, what AWS takes for a unit once what is \
                free is shared, <span id="by-price">%s</span>; by volume, the number of requests, <span id="by-volume">%s</span>; \
                by size, how much a request uses, <span id="by-size">%s</span>.</p>
                <figure>%s</figure>
                """,
                        Figures.dollars(Figures.round(change.now())),
                        Figures.dollars(before),
                        Figures.signed(difference),
                        percent(difference, before),
                        Figures.signed(causes.get(0)),
                        Figures.signed(causes.get(1)),
                        Figures.signed(causes.get(2)),
                        chart(before, causes))
                + services(before, Figures.round(change.now()))
                + works();
    }

    private static String percent(BigDecimal difference, BigDecimal before) {
        var percent = Figures.percent(difference, before);
        return percent.signum() == 0 ? "" : ", " + percent.abs() + " % " + (percent.signum() < 0 ? "less" : "more");
    }

    private String chart(BigDecimal before, List<BigDecimal> causes) {
        return new CausesChart(
                        Figures.month(periods.month().minusMonths(1)),
                        Figures.month(periods.month()),
                        before,
                        List.of(
                                new CausesChart.Step("price", causes.get(0)),
                                new CausesChart.Step("volume", causes.get(1)),
                                new CausesChart.Step("size", causes.get(2))))
                .svg();
    }

    private String services(BigDecimal before, BigDecimal now) {
        var rows = explanation.rows(Grouping.SERVICE);
        var earlier = Rounding.toTotal(rows.stream().map(Change::before).toList(), before, Figures.DECIMALS);
        var later = Rounding.toTotal(rows.stream().map(Change::now).toList(), now, Figures.DECIMALS);
        var html = new StringBuilder();
        for (var i = 0; i < rows.size(); i++) {
            var difference = later.get(i).subtract(earlier.get(i));
            html.append("<tr><th scope=\"row\">")
                    .append(Markup.text(rows.get(i).key()))
                    .append("</th>");
            html.append(cell(Figures.plain(earlier.get(i)))).append(cell(Figures.plain(later.get(i))));
            html.append(cells(rows.get(i), difference)).append("</tr>\n");
        }
        return "<table id=\"change-by-service\">\n"
                + Markup.head(List.of("Service"), "Before", "Now", "Change", "Price", "Volume", "Size")
                + "\n<tbody>\n" + html + "</tbody>\n</table>\n";
    }

    private String works() {
        var html = new StringBuilder();
        for (var work : explanation.works().stream()
                .filter(work -> Figures.round(work.change().difference()).signum() != 0)
                .limit(MOST_WORKS)
                .toList()) {
            var change = work.change();
            var name = work.account().action() + (change.key().isEmpty() ? "" : ", " + change.key());
            html.append("<tr><th scope=\"row\">").append(Markup.text(name)).append("</th>");
            html.append(cell(Figures.count(change.requestsBefore()))).append(cell(Figures.count(change.requests())));
            html.append(cells(change, Figures.round(change.difference()))).append("</tr>\n");
        }
        return html.isEmpty()
                ? ""
                : "<h3>What moved most</h3>\n<table id=\"moved-most\">\n"
                        + Markup.head(
                                List.of("Action and package"),
                                "Requests before",
                                "Now",
                                "Change",
                                "Price",
                                "Volume",
                                "Size")
                        + "\n<tbody>\n" + html + "</tbody>\n</table>\n";
    }

    private static String cells(Change change, BigDecimal difference) {
        var cells = new StringBuilder(cell(Figures.signed(difference)));
        change.causes()
                .rounded(difference, Figures.DECIMALS)
                .forEach(cause -> cells.append(cell(Figures.signed(cause))));
        return cells.toString();
    }

    private static String cell(String text) {
        return "<td class=\"n\">" + text + "</td>";
    }
}
