package dev.slipway.registry.cost;

import java.util.List;

/** How a forecast was reckoned, in sentences. */
final class Reckoning {

    private Reckoning() {}

    static List<String> of(Calendar calendar, boolean hasRange) {
        return List.of(
                pattern(calendar),
                "what is free in a month, and cheaper beyond some amount, is taken off what the whole registry is then to use",
                hasRange ? range(calendar) : "no low and high: they take three whole days");
    }

    private static String pattern(Calendar calendar) {
        var over = calendar.over();
        var days = over.size() == 1
                ? "by one whole day, " + over.getFirst()
                : "by the %d whole days from %s to %s".formatted(over.size(), over.getFirst(), over.getLast());
        return days
                + (calendar.knowsWeekdays()
                        ? ": each day to come uses what its weekday used on average"
                        : ": each day to come uses what they used on average, as weekdays are told apart from "
                                + Calendar.TWO_WEEKS + " days on")
                + "; what is left of today uses its share of that";
    }

    private static String range(Calendar calendar) {
        return "low and high: what is to come is two standard errors less or more, by how far the days that are over are from "
                + (calendar.knowsWeekdays() ? "the average of their weekday" : "their average");
    }
}
