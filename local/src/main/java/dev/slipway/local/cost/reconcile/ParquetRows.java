package dev.slipway.local.cost.reconcile;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqMap;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The rows of a bill in Parquet, of which only the columns that are needed are read. */
final class ParquetRows implements Row {

    /** Else the library says on standard error how it decompresses. */
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private final RowReader reader;
    private final Map<Field, Integer> places = new EnumMap<>(Field.class);

    private ParquetRows(RowReader reader, Layout layout) {
        this.reader = reader;
        for (var i = 0; i < reader.getFieldCount(); i++) {
            for (var field : Field.values()) {
                if (layout.name(field).filter(reader.getFieldName(i)::equals).isPresent()) {
                    places.put(field, i);
                }
            }
        }
    }

    static void read(Path file, Row.Reader rows) throws IOException {
        try (var parquet = ParquetFileReader.open(InputFile.of(file))) {
            var columns = parquet.getFileSchema().getRootNode().children().stream()
                    .map(SchemaNode::name)
                    .toList();
            var layout = Layout.of(columns);
            try (var reader = parquet.buildRowReader()
                    .projection(ColumnProjection.columns(wanted(layout, columns)))
                    .build()) {
                read(reader, layout, rows);
            }
        } catch (CommandFailure e) {
            throw e;
        } catch (RuntimeException e) { // what the library throws at a damaged file
            throw new IOException("as Parquet it is damaged: " + e.getMessage(), e);
        }
    }

    private static String[] wanted(Layout layout, List<String> columns) {
        return List.of(Field.values()).stream()
                .flatMap(field -> layout.name(field).stream())
                .filter(columns::contains)
                .toArray(String[]::new);
    }

    private static void read(RowReader reader, Layout layout, Row.Reader rows) throws IOException {
        var row = new ParquetRows(reader, layout);
        for (var number = 1L; reader.hasNext(); number++) {
            reader.next();
            try {
                rows.read(layout, row);
            } catch (IOException e) {
                throw new IOException("row " + number + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public String text(Field field) {
        var place = places.get(field);
        return place == null || reader.isNull(place) ? "" : text(reader.getValue(place));
    }

    @Override
    public Map<String, String> tags() throws IOException {
        var place = places.get(Field.TAGS);
        if (place == null || reader.isNull(place)) {
            return Map.of();
        }
        var tags = new HashMap<String, String>();
        switch (reader.getValue(place)) {
            case PqMap map ->
                map.getEntries()
                        .forEach(entry ->
                                tags.put(entry.getStringKey(), entry.isValueNull() ? "" : text(entry.getValue())));
            case String json -> JSON.std.mapFrom(json).forEach((key, value) -> tags.put(key, String.valueOf(value)));
            default -> throw new IOException("its tags are no map");
        }
        return tags;
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> BigDecimal.valueOf(number).toPlainString();
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC).toString();
            default -> value.toString();
        };
    }
}
