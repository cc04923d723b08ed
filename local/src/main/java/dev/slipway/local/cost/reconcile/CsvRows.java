package dev.slipway.local.cost.reconcile;

import com.fasterxml.jackson.jr.ob.JSON;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a bill in CSV, where tags are a JSON object. */
final class CsvRows {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Layout layout;
    private final Map<Field, Integer> places = new EnumMap<>(Field.class);

    private CsvRows(List<String> columns) throws IOException {
        layout = Layout.of(columns);
        for (var field : Field.values()) {
            layout.name(field)
                    .map(columns::indexOf)
                    .filter(place -> place >= 0)
                    .ifPresent(place -> places.put(field, place));
        }
    }

    static void read(InputStream in, Row.Reader rows) throws IOException {
        try (var csv = CsvReader.builder().ofCsvRecord(in, StandardCharsets.UTF_8)) {
            var records = csv.iterator();
            if (!records.hasNext()) {
                throw new IOException("it is empty");
            }
            var header = new CsvRows(columns(records.next()));
            while (records.hasNext()) {
                header.read(records.next(), rows);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        } catch (CsvParseException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void read(CsvRecord line, Row.Reader rows) throws IOException {
        try {
            rows.read(layout, new CsvRow(line));
        } catch (IOException e) {
            throw new IOException("line " + line.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> columns(CsvRecord header) {
        return header.getFields().stream()
                .map(name -> name.replace(BYTE_ORDER_MARK, ""))
                .toList();
    }

    private final class CsvRow implements Row {

        private final CsvRecord line;

        CsvRow(CsvRecord line) {
            this.line = line;
        }

        @Override
        public String text(Field field) {
            var place = places.get(field);
            return place == null ? "" : line.getField(place);
        }

        @Override
        public Map<String, String> tags() throws IOException {
            var text = text(Field.TAGS);
            if (text.isEmpty()) {
                return Map.of();
            }
            var tags = new HashMap<String, String>();
            try {
                JSON.std.mapFrom(text).forEach((key, value) -> tags.put(key, String.valueOf(value)));
            } catch (IOException e) {
                throw new IOException("its tags are no JSON object", e);
            }
            return tags;
        }
    }
}
