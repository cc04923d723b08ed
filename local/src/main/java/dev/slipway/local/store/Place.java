package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a part lies in the file of its upload, in bytes, and the mark that tells it from others. In a file it is one line:
 * {@code FROM SIZE MARK}.
 */
record Place(long from, long size, UUID mark) {

    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) ([0-9a-f-]{36})\n");

    /** Empty where there is no file, or what was in it is lost. */
    static Optional<Place> read(Path file) throws IOException {
        try {
            return Optional.of(LINE.matcher(Files.readString(file, US_ASCII)))
                    .filter(line -> line.matches())
                    .map(line -> new Place(
                            Long.parseLong(line.group(1)),
                            Long.parseLong(line.group(2)),
                            UUID.fromString(line.group(3))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    byte[] line() {
        return (from + " " + size + " " + mark + "\n").getBytes(US_ASCII);
    }
}
