package dev.slipway.registry.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The way from one sum to another, step by step, a bar below the other; an SVG.
 *
 * @param from the name of the first sum
 * @param to the name of the last
 * @param before the first sum, in US dollars
 * @param steps what is added to it, or taken away
 */
record CausesChart(String from, String to, BigDecimal before, List<Step> steps) {

    /** A cause, and what it adds. */
    record Step(String name, BigDecimal dollars) {}

    private record Bar(String kind, String name, String value, double from, double to) {}

    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int RIGHT = 590;
    private static final int ROW = 26;
    private static final int THICK = 16;

    String svg() {
        var bars = bars();
        var least = bars.stream()
                .mapToDouble(bar -> Math.min(bar.from(), bar.to()))
                .min()
                .orElse(0);
        var most = bars.stream()
                .mapToDouble(bar -> Math.max(bar.from(), bar.to()))
                .max()
                .orElse(0);
        var scale = (RIGHT - LEFT) / Math.max(Double.MIN_NORMAL, most - least);
        var parts = new StringBuilder();
        for (var row = 0; row < bars.size(); row++) {
            parts.append(draw(bars.get(row), row * ROW, least, scale));
        }
        return String.format(Locale.ROOT, """
                <svg class="chart" viewBox="0 0 %d %d" role="img" aria-label="What moved">
                %s</svg>
                """, WIDTH, bars.size() * ROW, parts);
    }

    private List<Bar> bars() {
        var bars = new ArrayList<Bar>();
        bars.add(new Bar("sum", from, Figures.dollars(before), 0, before.doubleValue()));
        var sum = before;
        for (var step : steps) {
            var next = sum.add(step.dollars());
            bars.add(new Bar(
                    step.dollars().signum() < 0 ? "less" : "more",
                    step.name(),
                    Figures.signed(step.dollars()),
                    sum.doubleValue(),
                    next.doubleValue()));
            sum = next;
        }
        bars.add(new Bar("sum", to, Figures.dollars(sum), 0, sum.doubleValue()));
        return bars;
    }

    private static String draw(Bar bar, int y, double least, double scale) {
        var left = LEFT + (Math.min(bar.from(), bar.to()) - least) * scale;
        var width = Math.abs(bar.to() - bar.from()) * scale;
        var base = y + ROW / 2 + 4;
        return String.format(
                Locale.ROOT,
                """
                <text class="label end" x="%d" y="%d">%s</text><rect class="%s" x="%.1f" y="%d" width="%.1f" height="%d"/>\
                <text class="label" x="%d" y="%d">%s</text>
                """,
                LEFT - 10,
                base,
                Markup.text(bar.name()),
                bar.kind(),
                left,
                y + (ROW - THICK) / 2,
                Math.max(1, width),
                THICK,
                RIGHT + 12,
                base,
                bar.value());
    }
}
