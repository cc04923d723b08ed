package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Rounding;
import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * What was used of each unit, what of it was free, and what it costs.
 *
 * @param isWhole whether it is all that the registry used, so that it can be said how much of what is free that is
 */
record UnitSection(Bill bill, boolean isWhole) {

    String html(BigDecimal total) {
        var units = List.copyOf(bill.usage().amounts().keySet());
        var costs = Rounding.toTotal(units.stream().map(bill::cost).toList(), total, Figures.DECIMALS);
        var rows = new StringBuilder();
        for (var i = 0; i < units.size(); i++) {
            rows.append(row(units.get(i), costs.get(i)));
        }
        return """
                <section>
                <h2>By unit, and what is free</h2>
                <p>%s</p>
                <table id="by-unit">
                %s
                <tbody>
                %s</tbody>
                <tfoot><tr><th scope="row">Total</th><td></td><td></td><td></td><td class="n total">%s</td></tr></tfoot>
                </table>
                </section>
                """.formatted(
                        isWhole
                                ? "What is free in a month is free once for the whole account of AWS, and shared by all that use the unit."
                                : "What is free in a month is free once for all owners together, who share it by what they use.",
                        Markup.head(List.of("Unit"), "Used", "Free in a month", "At list price", "US dollars"),
                        rows,
                        Figures.plain(total));
    }

    private String row(Unit unit, BigDecimal cost) {
        return String.format(
                Locale.ROOT,
                """
                <tr><th scope="row"><code>%s</code></th><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td>\
                <td class="n usd">%s</td></tr>
                """,
                unit,
                Figures.amount(unit, amount(unit)),
                free(unit),
                Figures.plain(Figures.round(bill.list(unit))),
                Figures.plain(cost));
    }

    private String free(Unit unit) {
        var free = bill.prices().free(unit.toString());
        if (free == 0) {
            return "none";
        }
        var used = Figures.percent(BigDecimal.valueOf(Math.min(free, amount(unit))), BigDecimal.valueOf(free));
        return Figures.amount(unit, free) + (isWhole ? ", " + used + " % used" : "");
    }

    private long amount(Unit unit) {
        return bill.usage().amount(unit);
    }
}
