package dev.slipway.local.cost.focus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What an export is written as. */
enum Format {
    CSV(".csv"),
    PARQUET(".parquet");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /**
     * By the file's name.
     *
     * @throws IllegalArgumentException when there is no such format
     */
    static Format of(Path file) {
        for (var format : values()) {
            if (file.toString().endsWith(format.ending)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "an export is written to a file that ends in .csv or .parquet, which " + file + " does not");
    }

    RowFile open(OutputStream out, List<Column> columns) throws IOException {
        return switch (this) {
            case CSV -> new CsvFile(out, columns);
            case PARQUET -> new ParquetFile(out, columns);
        };
    }
}
