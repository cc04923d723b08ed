package dev.slipway.local.cost.reconcile;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Printable;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of a bill: CSV, CSV compressed by gzip, or Parquet, told by its first bytes. It may be of any length. */
final class BillFile {

    private static final int MAGIC = 4;
    private static final String PARQUET = "PAR1";
    private static final String ZIP = "PK\3\4";
    private static final String GZIP = "\u001f\u008b";

    private BillFile() {}

    /** Reads all rows; where that cannot be done, a {@link CommandFailure} that names the file. */
    static void read(Path file, Row.Reader rows) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var magic = magic(in);
            if (magic.equals(PARQUET)) {
                ParquetRows.read(file, rows);
            } else if (magic.startsWith(GZIP)) {
                CsvRows.read(new GZIPInputStream(in), rows);
            } else if (magic.equals(ZIP)) {
                throw new IOException("it is a ZIP archive: unpack it first");
            } else {
                CsvRows.read(in, rows);
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + file);
        } catch (IOException e) {
            var why = e.getCause() instanceof EOFException ? "it breaks off" : e.getMessage();
            throw new CommandFailure(Printable.of("the bill " + file + " cannot be read: " + why));
        }
    }

    private static String magic(InputStream in) throws IOException {
        in.mark(MAGIC);
        var magic = new String(in.readNBytes(MAGIC), StandardCharsets.ISO_8859_1);
        in.reset();
        return magic;
    }
}
