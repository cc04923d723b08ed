package dev.slipway.local.cost.reconcile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a month's bill of a stack has of one thing that is paid for: sums, and no line but one for an example. */
final class BilledUse {

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final int SHOWN = 3;

    private final NavigableMap<Period, Sum> periods = new TreeMap<>();
    private final Map<Rate, Sum> rates = new HashMap<>();
    private final Set<String> resources = new TreeSet<>();
    private Sum tagged = Sum.NONE;
    private Sum doubled = Sum.NONE;
    private Sum untagged = Sum.NONE;
    private Optional<BillLine> example = Optional.empty();

    /**
     * Lines of one price, more or less, for the same days.
     *
     * @param each the price of one to three digits, which are as many as the rounded costs of small lines have
     */
    record Rate(String usageType, BigDecimal each, LocalDate first, LocalDate last) {}

    /** Adds a line; one that the bill had before is added all the same, as it is billed, and kept in mind. */
    void add(BillLine line, boolean again) {
        periods.merge(line.period(), line.sum(), Sum::plus);
        tagged = tagged.plus(line.sum());
        if (again) {
            doubled = doubled.plus(line.sum());
            example = example.or(() -> Optional.of(line));
        } else if (line.amount().signum() > 0) {
            var rate = new Rate(
                    line.usageType(),
                    line.cost().divide(line.amount(), DIGITS),
                    line.period().first(),
                    line.period().last());
            rates.merge(rate, line.sum(), Sum::plus);
        }
    }

    /** Adds a line of a resource that has not got the stack's tag. */
    void addUntagged(BillLine line) {
        periods.merge(line.period(), Sum.NONE, Sum::plus);
        untagged = untagged.plus(line.sum());
        resources.add(line.resource());
    }

    Sum tagged() {
        return tagged;
    }

    Sum doubled() {
        return doubled;
    }

    /** The first of the doubled lines. */
    Optional<BillLine> example() {
        return example;
    }

    Sum untagged() {
        return untagged;
    }

    /** The untagged resources by name: the first of them, and how many more there are. */
    String resources() {
        var first = resources.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return resources.size() > SHOWN ? first + " and " + (resources.size() - SHOWN) + " more" : first;
    }

    /** By what the lines are for; an untagged resource's is there, with nothing in it. */
    Map<Period, Sum> periods() {
        return periods;
    }

    /** The hours for which there is a line. */
    Set<Instant> hours() {
        return periods.keySet().stream().flatMap(Period::hours).collect(Collectors.toSet());
    }

    Map<Rate, Sum> rates() {
        return rates;
    }
}
