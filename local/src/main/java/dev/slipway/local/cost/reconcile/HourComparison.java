package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which hours only the bill has of a unit, or only the ledger. */
final class HourComparison {

    /** Of a month's amount: a request at the turn of an hour may be in either. */
    private static final BigDecimal LITTLE = new BigDecimal("0.0001");

    /** What is paid for by how long it is there: the ledger has it once a day, a bill by the hour or the month. */
    private static final Set<Unit> LASTING = EnumSet.of(
            Unit.BUCKET_STORAGE, Unit.TABLE_STORAGE, Unit.TABLE_BACKUP, Unit.LOG_STORAGE, Unit.ALARM, Unit.ZONE);

    private static final String ALL = "all of the month: is there a resource without its tag?";

    private final Use use;
    private final Unit unit;
    private final MeteredMonth ledger;
    private final MonthPrices prices;
    private final Sum total;
    private final boolean isWhole;
    private final Set<Instant> missing = new TreeSet<>();
    private final Set<Instant> added = new TreeSet<>();
    private Sum onlyMetered = Sum.NONE;
    private Sum onlyBilled = Sum.NONE;

    HourComparison(Use use, Unit unit, BilledUse billed, MeteredMonth ledger, MonthPrices prices) {
        this.use = use;
        this.unit = unit;
        this.ledger = ledger;
        this.prices = prices;
        this.total = ledger.total(unit);
        this.isWhole = billed.periods().isEmpty();
        var isCompared = isWhole || !LASTING.contains(unit);
        if (isCompared
                && prices.last().lines(unit.toString()).getFirst().each().signum() > 0) { // else it is on no bill
            compare(billed);
        }
    }

    /** What the ledger has in hours that the bill lacks. */
    Sum onlyMetered() {
        return onlyMetered;
    }

    /** What the bill has in hours that the ledger lacks. */
    Sum onlyBilled() {
        return onlyBilled;
    }

    void addTo(List<Cause> causes) {
        if (!missing.isEmpty()) {
            var less = worth().negate();
            var when = isWhole ? ALL : Hours.text(missing);
            causes.add(new Cause(Cause.Kind.MISSING_FROM_BILL, use.name(), less, when));
        }
        if (!added.isEmpty()) {
            causes.add(new Cause(Cause.Kind.MISSING_FROM_LEDGER, use.name(), onlyBilled.cost(), Hours.text(added)));
        }
    }

    private void compare(BilledUse billed) {
        var covered = billed.hours();
        ledger.hours(unit).forEach((hour, sum) -> {
            if (!covered.contains(hour) && isMuch(sum)) {
                missing.add(hour);
                onlyMetered = onlyMetered.plus(sum);
            }
        });
        billed.periods().forEach((period, sum) -> {
            if (isMuch(sum)
                    && ledger.hours(unit).subMap(period.start(), period.end()).isEmpty()) {
                period.hours().forEach(added::add);
                onlyBilled = onlyBilled.plus(sum);
            }
        });
    }

    private boolean isMuch(Sum sum) {
        return sum.amount().compareTo(LITTLE.multiply(total.amount())) > 0;
    }

    /** What a month costs less without the missing hours: the last part of its amount, behind what is free. */
    private BigDecimal worth() {
        return prices.month(unit, used(_ -> true)).subtract(prices.month(unit, used(hour -> !missing.contains(hour))));
    }

    private Map<LocalDate, Long> used(Predicate<Instant> when) {
        return ledger.hours(unit).entrySet().stream()
                .filter(hour -> when.test(hour.getKey()))
                .collect(Collectors.toMap(
                        hour -> LocalDate.ofInstant(hour.getKey(), ZoneOffset.UTC),
                        hour -> hour.getValue().amount().longValueExact(),
                        Math::addExact));
    }
}
