package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What something of a bill costs, line by line, with a bar for each: to six decimals that add up to the total. The dearest have
 * lines of their own, all others one together.
 *
 * @param id of the table in the page
 * @param about what a line is about
 * @param nobody what a line without a key is about
 */
record CostTable(String id, String about, String nobody) {

    private static final int MOST_LINES = 25;

    private record Line(String name, long requests, BigDecimal dollars, boolean alone) {}

    String html(List<Bill.Row> rows, BigDecimal total) {
        var lines = lines(rows, total);
        var longest = lines.stream().filter(Line::alone).map(Line::dollars).reduce(BigDecimal.ZERO, BigDecimal::max);
        var html = new StringBuilder();
        for (var line : lines) {
            html.append(String.format(
                    Locale.ROOT,
                    """
                    <tr><th scope="row">%s</th><td class="bar">%s</td><td class="n">%s</td><td class="n usd">%s</td><td class="n">%s %%</td></tr>
                    """,
                    Markup.text(line.name()),
                    line.alone() ? bar(Figures.percent(line.dollars(), longest)) : "",
                    Figures.count(line.requests()),
                    Figures.plain(line.dollars()),
                    Figures.percent(line.dollars(), total)));
        }
        return String.format(
                Locale.ROOT,
                """
                <table id="%s" class="costs">
                %s
                <tbody>
                %s</tbody>
                <tfoot><tr><th scope="row">Total</th><td class="bar"></td><td></td><td class="n total">%s</td><td></td></tr></tfoot>
                </table>
                """,
                id,
                Markup.head(List.of(about, ""), "Requests", "US dollars", "Share"),
                html,
                Figures.plain(total));
    }

    private List<Line> lines(List<Bill.Row> rows, BigDecimal total) {
        var rounded = Rounding.toTotal(rows.stream().map(Bill.Row::cost).toList(), total, Figures.DECIMALS);
        var lines = new ArrayList<Line>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            lines.add(new Line(row.key().isEmpty() ? nobody : row.key(), row.requests(), rounded.get(i), true));
        }
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        var others = lines.subList(MOST_LINES - 1, lines.size());
        var together = others.stream()
                .reduce(
                        new Line(Figures.count(others.size()) + " more", 0, BigDecimal.ZERO, false),
                        (sum, line) -> new Line(
                                sum.name(),
                                sum.requests() + line.requests(),
                                sum.dollars().add(line.dollars()),
                                false));
        var shown = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        shown.add(together);
        return shown;
    }

    private static String bar(BigDecimal percent) {
        return "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"" + percent
                + "\" height=\"10\"/></svg>";
    }
}
