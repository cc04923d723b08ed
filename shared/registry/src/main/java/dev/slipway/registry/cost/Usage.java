package dev.slipway.registry.cost;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * So much of each unit. In text: {@code edge-function=2 table-read=1}.
 *
 * @param amounts of units of which there is any, in the order of the units
 */
public record Usage(Map<Unit, Long> amounts) {

    /** Nothing of anything. */
    public static final Usage NONE = new Usage(Map.of());

    public Usage {
        var copy = new EnumMap<Unit, Long>(Unit.class);
        for (var used : amounts.entrySet()) {
            if (used.getValue() != 0) {
                copy.put(used.getKey(), used.getValue());
            }
        }
        amounts = Collections.unmodifiableMap(copy);
    }

    public long amount(Unit unit) {
        return amounts.getOrDefault(unit, 0L);
    }

    /** This and so much more of a unit. */
    public Usage plus(Unit unit, long amount) {
        return plus(new Usage(Map.of(unit, amount)));
    }

    /** Both together. */
    public Usage plus(Usage other) {
        var sum = new EnumMap<Unit, Long>(Unit.class);
        sum.putAll(amounts);
        other.amounts.forEach((unit, amount) -> sum.merge(unit, amount, Math::addExact));
        return new Usage(sum);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var used : amounts.entrySet()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(used.getKey())
                    .append('=')
                    .append(used.getValue());
        }
        return text.toString();
    }
}
