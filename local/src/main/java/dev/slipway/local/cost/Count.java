package dev.slipway.local.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them, and amounts of units in the measure that AWS has a price for. */
public final class Count {

    private static final long GIB = 1L << 30;
    private static final long GB_SECOND = 1_024_000;
    private static final int DIGITS = 3;

    private Count() {}

    /** With a comma before every three digits. */
    public static String of(long number) {
        return of(BigDecimal.valueOf(number));
    }

    public static String of(BigDecimal number) {
        return withCommas(number.toPlainString());
    }

    /** So much of something whose price is for so many: bytes in GiB, memory and time in GB-seconds, else the number. */
    public static String of(long amount, long per) {
        if (per != GIB && per != GB_SECOND) {
            return of(amount);
        }
        var measured = new BigDecimal(amount)
                .divide(BigDecimal.valueOf(per), DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return of(measured.scale() < 0 ? measured.setScale(0, RoundingMode.UNNECESSARY) : measured) + measure(per);
    }

    /** Of how many a price is. */
    public static String per(long per) {
        return switch (measure(per)) {
            case "" -> per == 1 ? " each" : " per " + of(per);
            case String measure -> " per" + (per == GIB ? measure : " GB-second");
        };
    }

    private static String measure(long per) {
        return per == GIB ? " GiB" : per == GB_SECOND ? " GB-seconds" : "";
    }

    private static String withCommas(String number) {
        var point = number.indexOf('.');
        var whole = point < 0 ? number : number.substring(0, point);
        var grouped = whole.replaceAll("(?<=\\d)(?=(?:\\d{3})+$)", ",");
        return point < 0 ? grouped : grouped + number.substring(point);
    }
}
