package dev.slipway.local.cost.focus;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Parquet with another's code. */
final class Parquet {

    private Parquet() {}

    /** The rows, by the names of their columns, without those that are null. */
    static List<Map<String, Object>> read(Path file) throws IOException {
        var rows = new ArrayList<Map<String, Object>>();
        try (var reader = ParquetFileReader.open(InputFile.of(file));
                var row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                var values = new HashMap<String, Object>();
                for (var i = 0; i < row.getFieldCount(); i++) {
                    if (!row.isNull(i)) {
                        values.put(row.getFieldName(i), row.getValue(i));
                    }
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
