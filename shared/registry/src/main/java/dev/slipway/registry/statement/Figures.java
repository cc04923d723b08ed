package dev.slipway.registry.statement;

import dev.slipway.registry.cost.Rounding;
import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    /** To a millionth of a dollar: less than most requests cost. */
    static final int DECIMALS = 6;

    private static final BigDecimal MIB_TO_A_GB_SECOND = BigDecimal.valueOf(1024 * 1000);
    private static final int MILLIONTHS = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String[] BYTES = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int BITS_OF_THE_NEXT = 10;

    private Figures() {}

    static BigDecimal round(BigDecimal dollars) {
        return Rounding.round(dollars, DECIMALS);
    }

    /** What a thousand of so many have cost, rounded. */
    static BigDecimal thousand(BigDecimal dollars, long number) {
        return number == 0
                ? round(BigDecimal.ZERO)
                : round(dollars.scaleByPowerOfTen(3).divide(BigDecimal.valueOf(number), MathContext.DECIMAL64));
    }

    /** Such as {@code $1,234.500000}. */
    static String dollars(BigDecimal dollars) {
        return (dollars.signum() < 0 ? "\u2212$" : "$") + plain(dollars.abs());
    }

    /** The same without the sign of the currency, for a column of them. */
    static String plain(BigDecimal dollars) {
        return String.format(Locale.ROOT, "%,.6f", dollars);
    }

    /** By how much something is more, or less. */
    static String signed(BigDecimal dollars) {
        return switch (dollars.signum()) {
            case 1 -> "+" + plain(dollars);
            case -1 -> "\u2212" + plain(dollars.negate());
            default -> plain(dollars);
        };
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Of a whole, with one decimal; what is part of nothing is no part. */
    static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO.setScale(1)
                : part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64).setScale(1, RoundingMode.HALF_EVEN);
    }

    /** Bytes in binary units, a function's time in GB-seconds, what is there for months in months, and all else as a number. */
    static String amount(Unit unit, long amount) {
        if (unit == Unit.LAMBDA_TIME) {
            return String.format(
                    Locale.ROOT, "%,.3f GB-seconds", BigDecimal.valueOf(amount).divide(MIB_TO_A_GB_SECOND));
        }
        if (unit == Unit.ALARM || unit == Unit.ZONE) {
            return String.format(Locale.ROOT, "%,.3f months", BigDecimal.valueOf(amount, MILLIONTHS));
        }
        return unit.toString().matches(".*-(in|out|out-region|storage|backup)") ? bytes(amount) : count(amount);
    }

    static String month(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    private static String bytes(long amount) {
        var power =
                Math.min(BYTES.length - 1, (63 - Long.numberOfLeadingZeros(Math.max(1, amount))) / BITS_OF_THE_NEXT);
        return power == 0
                ? count(amount) + " bytes"
                : String.format(
                        Locale.ROOT, "%,.1f %s", Math.scalb((double) amount, -power * BITS_OF_THE_NEXT), BYTES[power]);
    }
}
