package dev.slipway.local.cost.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;

/** The time that a line of a bill is for: an hour, a day or a month, as its export was set up. */
record Period(Instant start, Instant end) implements Comparable<Period> {

    static final Duration HOUR = Duration.ofHours(1);

    private static final Comparator<Period> ORDER =
            Comparator.<Period, Instant>comparing(Period::start).thenComparing(Period::end);

    Period {
        start = start.truncatedTo(ChronoUnit.HOURS);
        end = end.isAfter(start) ? end : start.plus(HOUR);
    }

    /** The beginnings of its hours, as far as they are in its month. */
    Stream<Instant> hours() {
        var next = start(month().plusMonths(1));
        return Stream.iterate(start, hour -> hour.isBefore(end) && hour.isBefore(next), hour -> hour.plus(HOUR));
    }

    LocalDate first() {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    LocalDate last() {
        return LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
    }

    YearMonth month() {
        return YearMonth.from(start.atZone(ZoneOffset.UTC));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public int compareTo(Period other) {
        return ORDER.compare(this, other);
    }
}
