package dev.slipway.registry.statement;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * A bar for each day of a month, and a line where the same day of the month before was; an SVG.
 *
 * @param days what each day costs, from the first on, in US dollars
 * @param before the same of the month before, which may have another number of days
 */
record DayChart(List<BigDecimal> days, List<BigDecimal> before) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 210;
    private static final int LEFT = 76;
    private static final int TOP = 14;
    private static final int BOTTOM = 184;
    private static final double GAP = 0.22;

    String svg() {
        var top = top();
        var parts = new StringBuilder();
        for (var tick = 0; tick <= 4; tick += 2) {
            parts.append(line(top.multiply(BigDecimal.valueOf(tick)).divide(BigDecimal.valueOf(4)), top));
        }
        for (var day = 0; day < days.size(); day++) {
            parts.append(bar(day, top));
        }
        for (var day = 0; day < Math.min(days.size(), before.size()); day++) {
            parts.append(mark(day, top));
        }
        return String.format(Locale.ROOT, """
                <svg class="chart" viewBox="0 0 %d %d" role="img" aria-label="Costs by day">
                %s</svg>
                """, WIDTH, HEIGHT, parts);
    }

    private String line(BigDecimal value, BigDecimal top) {
        var y = y(value, top);
        return String.format(Locale.ROOT, """
                <line class="grid" x1="%d" y1="%.1f" x2="%d" y2="%.1f"/><text class="label end" x="%d" y="%.1f">$%s</text>
                """, LEFT, y, WIDTH, y, LEFT - 8, y + 4, label(value));
    }

    private String bar(int day, BigDecimal top) {
        var y = y(days.get(day), top);
        var label = (day + 1) % 5 == 0 || day == 0
                ? String.format(
                        Locale.ROOT,
                        "<text class=\"label middle\" x=\"%.1f\" y=\"%d\">%d</text>",
                        x(day) + step() / 2,
                        BOTTOM + 18,
                        day + 1)
                : "";
        return String.format(
                Locale.ROOT,
                """
                <rect class="day" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%d: %s</title></rect>%s
                """,
                x(day) + step() * GAP / 2,
                y,
                step() * (1 - GAP),
                BOTTOM - y,
                day + 1,
                Figures.dollars(days.get(day)),
                label);
    }

    private String mark(int day, BigDecimal top) {
        var y = y(before.get(day), top);
        return String.format(Locale.ROOT, """
                <line class="before" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>
                """, x(day), y, x(day) + step(), y);
    }

    /** A round number that is no less than anything here. */
    private BigDecimal top() {
        var most = BigDecimal.ZERO
                .max(days.stream().reduce(BigDecimal.ZERO, BigDecimal::max))
                .max(before.stream().reduce(BigDecimal.ZERO, BigDecimal::max));
        if (most.signum() == 0) {
            return BigDecimal.ONE;
        }
        var power = BigDecimal.ONE.scaleByPowerOfTen(most.precision() - most.scale() - 1);
        var times = most.divide(power, MathContext.DECIMAL64);
        for (var nice : List.of("1", "2", "3", "4", "5", "6", "8")) {
            if (times.compareTo(new BigDecimal(nice)) <= 0) {
                return power.multiply(new BigDecimal(nice));
            }
        }
        return power.multiply(BigDecimal.TEN);
    }

    private static String label(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private double x(int day) {
        return LEFT + day * step();
    }

    private double step() {
        return (double) (WIDTH - LEFT) / days.size();
    }

    private static double y(BigDecimal value, BigDecimal top) {
        return BOTTOM - value.divide(top, MathContext.DECIMAL64).doubleValue() * (BOTTOM - TOP);
    }
}
