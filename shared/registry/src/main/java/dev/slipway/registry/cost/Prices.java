package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What things cost in one region on one day, in US dollars, without tax. All sums are exact. */
public final class Prices {

    private final String region;
    private final LocalDate day;
    private final Map<String, List<PriceLine>> tiers;
    private final Map<String, Long> free;

    /** One of each unit at list price: dividing is slow, and done for every answer. */
    private final Map<Unit, BigDecimal> each = new EnumMap<>(Unit.class);

    private Prices(String region, LocalDate day, Map<String, List<PriceLine>> tiers, Map<String, Long> free) {
        this.region = region;
        this.day = day;
        this.tiers = tiers;
        this.free = free;
        for (var unit : Unit.values()) {
            find(unit.toString())
                    .ifPresent(lines -> each.put(unit, lines.getFirst().each()));
        }
    }

    /** The prices of a day: of each tier the line that is in force then. */
    public static Prices of(PriceFile file, LocalDate day) {
        var newest = new HashMap<String, Map<Long, PriceLine>>();
        for (var line : file.lines()) {
            if (!line.since().isAfter(day)) {
                newest.computeIfAbsent(line.unit(), _ -> new HashMap<>())
                        .merge(line.above(), line, (one, other) -> one.since().isAfter(other.since()) ? one : other);
            }
        }
        var tiers = new HashMap<String, List<PriceLine>>();
        newest.forEach((unit, lines) -> tiers.put(
                unit,
                lines.values().stream()
                        .sorted(Comparator.comparingLong(PriceLine::above))
                        .toList()));
        return new Prices(file.region(), day, tiers, file.free());
    }

    public String region() {
        return region;
    }

    /** At list price: the first tier's, and nothing free. */
    public BigDecimal list(Usage usage) {
        var sum = BigDecimal.ZERO;
        for (var used : usage.amounts().entrySet()) {
            sum = sum.add(list(used.getKey(), used.getValue()));
        }
        return sum;
    }

    /** At list price: the first tier's, and nothing free. */
    public BigDecimal list(Unit unit, long amount) {
        return findEach(unit).orElseThrow(() -> unknown(unit.toString())).multiply(BigDecimal.valueOf(amount));
    }

    /** One of a unit at list price, if that is known. */
    Optional<BigDecimal> findEach(Unit unit) {
        return Optional.ofNullable(each.get(unit));
    }

    /** What is paid for so much in one month, by an account that has no other use of it. */
    public BigDecimal month(String unit, long amount) {
        return month(unit, amount, free(unit));
    }

    /** The same without what is free: for what an account needs for something else. */
    public BigDecimal monthWithoutFree(String unit, long amount) {
        return month(unit, amount, 0);
    }

    /** How much of something is free in a month. */
    public long free(String unit) {
        return free.getOrDefault(unit, 0L);
    }

    /** The tiers of something, the lowest first. */
    public List<PriceLine> lines(String unit) {
        return find(unit).orElseThrow(() -> unknown(unit));
    }

    /** Whether a unit costs the same as at other prices, tier by tier; also where both have no price of it. */
    boolean agree(Prices other, String unit) {
        return each(unit).equals(other.each(unit));
    }

    /** Whether everything does. */
    boolean agree(Prices other) {
        return tiers.keySet().equals(other.tiers.keySet())
                && tiers.keySet().stream().allMatch(unit -> agree(other, unit));
    }

    private SortedMap<Long, BigDecimal> each(String unit) {
        var each = new TreeMap<Long, BigDecimal>();
        tiers.getOrDefault(unit, List.of())
                .forEach(line -> each.put(line.above(), line.each().stripTrailingZeros()));
        return each;
    }

    private Optional<List<PriceLine>> find(String unit) {
        return Optional.ofNullable(tiers.get(unit))
                .filter(lines -> lines.getFirst().above() == 0);
    }

    private UnknownPriceException unknown(String unit) {
        return new UnknownPriceException("no price of " + unit + " in " + region + " is known on " + day);
    }

    private BigDecimal month(String unit, long amount, long free) {
        var sum = BigDecimal.ZERO;
        var paid = Math.max(0, amount - free);
        for (var line : lines(unit).reversed()) {
            var within = Math.max(0, paid - line.above());
            sum = sum.add(line.each().multiply(BigDecimal.valueOf(within)));
            paid -= within;
        }
        return sum;
    }
}
