package dev.slipway.local.cost.focus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CSV with a header (RFC 4180) in UTF-8. A null is nothing at all, a number has all its digits and no exponent. */
final class CsvFile implements RowFile {

    private final Writer out;

    CsvFile(OutputStream out, List<Column> columns) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        add(columns.stream().<Object>map(Column::name).toList());
    }

    @Override
    public void add(List<Object> row) throws IOException {
        var separator = "";
        for (var value : row) {
            out.write(separator);
            out.write(text(value));
            separator = ",";
        }
        out.write("\r\n");
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        var needed = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                || !text.equals(text.strip());
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
