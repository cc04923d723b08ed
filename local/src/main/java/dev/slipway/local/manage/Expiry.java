package dev.slipway.local.manage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When something shall end: so long from now, or at a time. */
@FunctionalInterface
interface Expiry {

    Instant from(Instant now);

    /** Reads {@code 90d}, {@code 12h}, {@code 15m}, {@code 30s}, or a date, on which it ends at midnight (UTC). */
    final class Converter implements ITypeConverter<Expiry> {

        private static final Pattern LENGTH = Pattern.compile("([1-9]\\d{0,8})([dhms])");

        @Override
        public Expiry convert(String text) {
            var length = LENGTH.matcher(text);
            if (length.matches()) {
                var duration = duration(
                        Long.parseLong(length.group(1)), length.group(2).charAt(0));
                return now -> now.plus(duration);
            }
            try {
                var day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return now -> day;
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is neither like 90d, 12h, 15m or 30s nor like 2027-01-31");
            }
        }

        private static Duration duration(long amount, char unit) {
            return switch (unit) {
                case 'd' -> Duration.ofDays(amount);
                case 'h' -> Duration.ofHours(amount);
                case 'm' -> Duration.ofMinutes(amount);
                default -> Duration.ofSeconds(amount);
            };
        }
    }
}
