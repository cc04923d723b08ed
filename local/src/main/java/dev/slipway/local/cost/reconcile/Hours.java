package dev.slipway.local.cost.reconcile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Hours as people read them: those that follow each other as one. */
final class Hours {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final int SHOWN = 3;

    private Hours() {}

    /** Some hours by their beginnings, the first three stretches of them. */
    static String text(Collection<Instant> hours) {
        var stretches = new ArrayList<Period>();
        for (var hour : new TreeSet<>(hours)) {
            var end = hour.plus(Period.HOUR);
            if (!stretches.isEmpty() && stretches.getLast().end().equals(hour)) {
                stretches.add(new Period(stretches.removeLast().start(), end));
            } else {
                stretches.add(new Period(hour, end));
            }
        }
        var more = stretches.size() - SHOWN;
        return stretches.stream()
                        .limit(SHOWN)
                        .map(stretch -> text(stretch.start()) + " to " + text(stretch.end()))
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more times" : "") + " UTC";
    }

    static String text(Instant time) {
        return TIME.format(time);
    }
}
