package dev.slipway.local.cost.focus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV as RFC 4180 has it. */
final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** The rows, by the names in the header. */
    static List<Map<String, String>> read(Path file) throws IOException {
        var csv = new Csv(Files.readString(file));
        var names = csv.record();
        var rows = new ArrayList<Map<String, String>>();
        while (csv.at < csv.text.length()) {
            var values = csv.record();
            var row = new HashMap<String, String>();
            for (var i = 0; i < names.size(); i++) {
                row.put(names.get(i), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> record() {
        var values = new ArrayList<String>();
        do {
            values.add(text.charAt(at) == '"' ? quoted() : plain());
        } while (text.charAt(at++) == ',');
        at++;
        return values;
    }

    private String plain() {
        var start = at;
        while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
            at += text.charAt(at) == '"' ? 1 : 0;
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }
}
