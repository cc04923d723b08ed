package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Periods;
import dev.slipway.registry.cost.Rounding;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What each day has cost, as a chart and in numbers. */
record DaySection(Periods periods, BigDecimal total) {

    String html() {
        var days = Rounding.toTotal(days(periods.now(), periods.month()), total, Figures.DECIMALS);
        var before = days(periods.before(), periods.month().minusMonths(1));
        var list = new StringBuilder();
        for (var day = 0; day < days.size(); day++) {
            list.append(String.format(
                    Locale.ROOT,
                    "<li><span>%d</span> <span class=\"usd\">%s</span></li>\n",
                    day + 1,
                    Figures.plain(days.get(day))));
        }
        var compares = before.stream().anyMatch(day -> day.signum() != 0);
        return """
                <section>
                <h2>By day</h2>
                <figure>%s%s</figure>
                <ol id="by-day" class="days">
                %s</ol>
                </section>
                """.formatted(
                        new DayChart(days, compares ? before : List.of()).svg(),
                        compares ? "<figcaption>The lines: " + name() + "</figcaption>" : "",
                        list);
    }

    private String name() {
        return "the same day of " + Figures.month(periods.month().minusMonths(1));
    }

    private static List<BigDecimal> days(Bill bill, YearMonth month) {
        var rows = bill.rows(Grouping.DAY, account -> true).stream()
                .collect(Collectors.toMap(Bill.Row::key, Function.identity()));
        return IntStream.rangeClosed(1, month.lengthOfMonth())
                .mapToObj(day -> month.atDay(day).toString())
                .map(day -> rows.containsKey(day) ? rows.get(day).cost() : BigDecimal.ZERO)
                .toList();
    }
}
