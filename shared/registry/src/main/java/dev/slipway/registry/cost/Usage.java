package dev.slipway.registry.cost;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** So much of each unit. In text: {@code edge-function=2 table-read=1}. */
public final class Usage {

    /** Nothing of anything. */
    public static final Usage NONE = new Usage(Map.of());

    /** As long as most texts of what a request uses. */
    private static final int TEXT = 200;

    /** Of each unit, at its {@linkplain Unit#index() index}: every request has a usage, and maps of boxed numbers take their time. */
    private final long[] amounts;

    public Usage(Map<Unit, Long> amounts) {
        this.amounts = new long[Unit.COUNT];
        amounts.forEach((unit, amount) -> this.amounts[unit.index()] = amount);
    }

    /** So much of each, at its index; not copied, not to be changed. */
    Usage(long[] amounts) {
        this.amounts = amounts;
    }

    /** Of the units of which there is any, in the order of the units. */
    public Map<Unit, Long> amounts() {
        var used = new EnumMap<Unit, Long>(Unit.class);
        forEach(used::put);
        return Collections.unmodifiableMap(used);
    }

    public long amount(Unit unit) {
        return amounts[unit.index()];
    }

    /** Does something with each unit of which there is any, in the order of the units. */
    public void forEach(ObjLongConsumer<Unit> use) {
        for (var index = 0; index < amounts.length; index++) {
            if (amounts[index] != 0) {
                use.accept(Unit.at(index), amounts[index]);
            }
        }
    }

    /** This and so much more of a unit. */
    public Usage plus(Unit unit, long amount) {
        var sum = amounts.clone();
        sum[unit.index()] = Math.addExact(sum[unit.index()], amount);
        return new Usage(sum);
    }

    /** Both together. */
    public Usage plus(Usage other) {
        var sum = amounts.clone();
        other.addTo(sum);
        return new Usage(sum);
    }

    /** Adds this to a sum that has the units' order. */
    void addTo(long[] sum) {
        for (var index = 0; index < amounts.length; index++) {
            sum[index] = Math.addExact(sum[index], amounts[index]);
        }
    }

    /** The sum of the amounts, each times the number at its unit's index. */
    double times(double[] each) {
        var sum = 0.0;
        for (var index = 0; index < amounts.length; index++) {
            if (amounts[index] != 0) {
                sum += amounts[index] * each[index];
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage usage && Arrays.equals(amounts, usage.amounts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(TEXT);
        forEach((unit, amount) -> text.append(text.isEmpty() ? "" : " ")
                .append(unit.toString())
                .append('=')
                .append(amount));
        return text.toString();
    }
}
