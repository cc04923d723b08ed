package dev.slipway.local.cost.focus;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes Parquet of any columns. */
public final class Rows {

    private Rows() {}

    /** Rows that have the same columns, in the order of the first. */
    public static void write(List<Map<String, Object>> rows, Path file) throws IOException {
        var columns = new ArrayList<Column>();
        rows.getFirst().forEach((name, value) -> columns.add(new Column(name, type(value), _ -> "")));
        try (var parquet = Format.PARQUET.open(Files.newOutputStream(file), columns)) {
            for (var row : rows) {
                parquet.add(List.copyOf(row.values()));
            }
        }
    }

    private static Type type(Object value) {
        return switch (value) {
            case Instant _ -> Type.TIME;
            case BigDecimal _ -> Type.COST;
            default -> Type.TEXT;
        };
    }
}
