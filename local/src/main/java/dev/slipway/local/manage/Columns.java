package dev.slipway.local.manage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of texts below each other, each column as wide as the longest of its texts. */
public final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /** The lines of a table, the first one with the names of its columns; nothing is cut. */
    public static List<String> lines(List<String> names, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(names);
        all.addAll(rows);
        return lines(all);
    }

    /** The lines of rows that have as many texts each. */
    public static List<String> lines(List<List<String>> given) {
        var rows = given.stream()
                .map(row -> row.stream().map(Printable::of).toList())
                .toList();
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - width(row.get(column))))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
