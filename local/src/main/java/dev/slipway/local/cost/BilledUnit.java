package dev.slipway.local.cost;

import dev.slipway.registry.cost.Service;
import dev.slipway.registry.cost.Unit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a bill of AWS calls a unit of the ledger.
 *
 * @param size how many of the unit one of what the bill counts is
 */
public record BilledUnit(Unit unit, long size) {

    private static final Pattern PLACE = Pattern.compile("^(?:[A-Z]{2,4}\\d?|Global)-");
    private static final String OPERATION = "operation";

    /** A request that changes something is another usage type on a bill, at the same price; a price file has it once. */
    private static final Map<String, String> ALIASES = Map.of("Requests-HTTPS-Proxy", "Requests-Tier2-HTTPS");

    /** Of what a price file has no usage type for, as it costs nothing: from S3 to EC2, and to what else is in its region. */
    private static final Set<String> WITHIN_REGION = Set.of("C3DataTransfer-Out-Bytes", "DataTransfer-Regional-Bytes");

    /**
     * The unit that a usage type stands for; empty where the ledger has none, or the bill measures in something else.
     *
     * @param usageType with or without what it has before it for a place
     * @param operation empty where the bill has none
     * @param measure in what the bill measures; empty where it does not say
     */
    public static Optional<BilledUnit> find(Service service, String usageType, String operation, String measure) {
        var usage = withoutPlace(usageType);
        if (service == Service.S3 && WITHIN_REGION.contains(usage)) {
            return Optional.of(new BilledUnit(Unit.BUCKET_OUT_REGION, Measure.GB.size()))
                    .filter(_ -> measure.isEmpty() || Measure.GB.is(measure));
        }
        return PriceRule.ALL.stream()
                .filter(rule -> rule.usage().equals(ALIASES.getOrDefault(usage, usage)))
                .filter(rule -> operation.isEmpty()
                        || operation.equals(rule.attributes().getOrDefault(OPERATION, operation)))
                .filter(rule -> measure.isEmpty() || rule.measure().is(measure))
                .flatMap(rule -> Unit.find(rule.unit())
                        .filter(unit -> unit.service() == service)
                        .map(unit -> new BilledUnit(unit, rule.measure().size()))
                        .stream())
                .findFirst();
    }

    /** A usage type without the code of a region, or of a part of the world, before it. */
    public static String withoutPlace(String usageType) {
        return PLACE.matcher(usageType).replaceFirst("");
    }
}
