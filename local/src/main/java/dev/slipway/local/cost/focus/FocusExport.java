package dev.slipway.local.cost.focus;

import dev.slipway.registry.cost.Charge;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Writes a month's charges as a dataset "Cost and Usage" of FOCUS 1.2, a row each, in US dollars. The columns stand in
 * {@code docs/focus.md}.
 */
public final class FocusExport {

    private FocusExport() {}

    /**
     * Writes CSV or Parquet, as the file's name ends in {@code .csv} or {@code .parquet}. There is the whole file or, when
     * something fails, what was there before. The charges are read once and not kept.
     *
     * @throws IllegalArgumentException when the name ends otherwise, or a charge is of another month
     * @throws IOException when the file cannot be written
     */
    public static void write(Stream<Charge> charges, FocusContext context, Path file) throws IOException {
        var format = Format.of(file);
        var target = file.toAbsolutePath();
        var draft = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".new");
        try {
            write(charges.filter(charge -> charge.amount() != 0).iterator(), context, format, draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Iterator<Charge> charges, FocusContext context, Format format, Path draft)
            throws IOException {
        try (var rows = format.open(new BufferedOutputStream(Files.newOutputStream(draft)), Column.ALL)) {
            while (charges.hasNext()) {
                var item = new Item(context, charges.next());
                rows.add(Column.ALL.stream()
                        .map(column -> column.value().apply(item))
                        .toList());
            }
        }
    }
}
