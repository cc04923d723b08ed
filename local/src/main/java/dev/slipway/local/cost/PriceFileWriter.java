package dev.slipway.local.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Json;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.PriceLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a price file, one line a price, whole or not at all. */
final class PriceFileWriter {

    private PriceFileWriter() {}

    /** @param free what is free, as it stands in a price file */
    static void write(Path file, String region, List<PriceLine> lines, List<Json> free) {
        var text = text(region, lines, free);
        try {
            PriceFile.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var beside = Files.createTempFile(folder, ".prices", ".json");
            try {
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new CommandFailure("the price file " + file + " cannot be written: " + e.getMessage());
        }
    }

    private static String text(String region, List<PriceLine> lines, List<Json> free) {
        return "{\n  \"region\": \"" + region + "\",\n  \"currency\": \"USD\",\n  \"lines\": "
                + array(lines.stream().map(PriceFileWriter::json)) + ",\n  \"free\": " + array(free.stream())
                + "\n}\n";
    }

    private static String array(Stream<Json> rows) {
        return rows.map(row -> row.members().entrySet().stream()
                        .map(PriceFileWriter::member)
                        .collect(Collectors.joining(", ", "    {", "}")))
                .collect(Collectors.joining(",\n", "[\n", "\n  ]"));
    }

    private static String member(Map.Entry<String, Object> member) {
        return '"' + member.getKey() + "\": "
                + (member.getValue() instanceof Number number
                        ? number
                        : '"' + member.getValue().toString() + '"');
    }

    private static Json json(PriceLine line) {
        var members = new LinkedHashMap<String, Object>();
        members.put("unit", line.unit());
        if (line.above() != 0) {
            members.put("above", line.above());
        }
        members.put("usd", line.usd().toPlainString());
        members.put("per", line.per());
        members.put("since", line.since().toString());
        members.put("source", line.source());
        return new Json(members);
    }
}
