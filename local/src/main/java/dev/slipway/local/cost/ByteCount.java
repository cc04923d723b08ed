package dev.slipway.local.cost;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of bytes as people write it, such as {@code 1.5GB}: a GB is 1,000,000,000 of them, a GiB 1,073,741,824.
 *
 * @param text as it was written
 */
record ByteCount(long bytes, String text) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([KMGT]i?B|B)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KIB", 1L << 10,
            "MIB", 1L << 20,
            "GIB", 1L << 30,
            "TIB", 1L << 40);

    @Override
    public String toString() {
        return text;
    }

    /** Reads one from a command line. */
    static final class Converter implements ITypeConverter<ByteCount> {

        @Override
        public ByteCount convert(String text) {
            var form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text + "' is no size such as 50MB or 1.5GiB");
            }
            var unit = UNITS.getOrDefault(form.group(2).toUpperCase(Locale.ROOT), 1L);
            try {
                var bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
                return new ByteCount(bytes.longValueExact(), text);
            } catch (ArithmeticException e) {
                throw new TypeConversionException("'" + text + "' is no whole number of bytes, or too many");
            }
        }
    }
}
