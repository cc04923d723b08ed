package dev.slipway.local.cost;

import dev.slipway.registry.cost.PriceLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of the lines of a price file when AWS's prices are read again. The lines of the past stay; what costs
 * something else now has a line more.
 *
 * @param lines those there were
 * @param current what everything costs now, all of it
 */
record PriceUpdate(List<PriceLine> lines, List<PriceLine> current) {

    PriceUpdate {
        lines = List.copyOf(lines);
        current = List.copyOf(current);
    }

    /** The lines that are to be added. */
    List<PriceLine> added() {
        return Stream.concat(
                        current.stream(),
                        current.stream().filter(line -> line.above() == 0).flatMap(this::ended))
                .filter(line -> inForce(line).filter(old -> same(old, line)).isEmpty())
                .toList();
    }

    /** The line that one takes the place of. */
    Optional<PriceLine> inForce(PriceLine line) {
        return lines.stream()
                .filter(old -> old.unit().equals(line.unit()) && old.above() == line.above())
                .filter(old -> !old.since().isAfter(line.since()))
                .reduce((one, other) -> one.since().isAfter(other.since()) ? one : other);
    }

    /** All lines, the new ones last. */
    List<PriceLine> all() {
        var all = new ArrayList<>(lines);
        all.addAll(added());
        return all;
    }

    /** Tiers of a unit that are no more: from now on at the price of the tier that reaches over them. */
    private Stream<PriceLine> ended(PriceLine first) {
        return lines.stream()
                .filter(old -> old.unit().equals(first.unit()))
                .map(PriceLine::above)
                .distinct()
                .filter(above -> tiers(first.unit()).noneMatch(line -> line.above() == above))
                .map(above -> at(above, over(first.unit(), above), first.since()));
    }

    private PriceLine over(String unit, long above) {
        return tiers(unit)
                .filter(line -> line.above() < above)
                .max(Comparator.comparingLong(PriceLine::above))
                .orElseThrow();
    }

    private Stream<PriceLine> tiers(String unit) {
        return current.stream().filter(line -> line.unit().equals(unit));
    }

    private static PriceLine at(long above, PriceLine line, LocalDate since) {
        return new PriceLine(line.unit(), above, line.usd(), line.per(), since, line.source());
    }

    private static boolean same(PriceLine one, PriceLine other) {
        return one.each().compareTo(other.each()) == 0;
    }
}
