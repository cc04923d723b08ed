package dev.slipway.local.cost.reconcile;

import dev.slipway.local.cost.Count;
import dev.slipway.registry.cost.MonthPrices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What bill and ledger have of one thing that is paid for, and why they differ. */
record UseComparison(Use use, BilledUse billed, MeteredMonth ledger, MonthPrices prices) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What is not worth a word, as a share: amounts on a bill are rounded. */
    private static final BigDecimal LITTLE = new BigDecimal("0.001");

    BigDecimal billedCost() {
        return billed.tagged().cost();
    }

    Sum metered() {
        return use.unit().map(ledger::total).orElse(Sum.NONE);
    }

    /** All that was found, and if need be what is left of the difference. */
    List<Cause> causes() {
        var causes = new ArrayList<Cause>();
        doubled(causes);
        if (billed.untagged().lines() > 0) {
            var missed = metered().amount().signum() == 0
                    ? BigDecimal.ZERO
                    : billed.untagged().cost();
            causes.add(cause(Cause.Kind.UNTAGGED, missed.negate(), billed.resources()));
        }
        if (metered().amount().signum() == 0) {
            notMetered(causes);
            return causes;
        }
        var unit = use.unit().orElseThrow();
        var hours = new HourComparison(use, unit, billed, ledger, prices);
        hours.addTo(causes);
        PriceComparison.of(use, unit, billed, prices).ifPresent(causes::add);
        addRest(causes, hours);
        return causes;
    }

    private void doubled(List<Cause> causes) {
        billed.example().ifPresent(line -> {
            var lines = billed.doubled().lines() == 1
                    ? "the line"
                    : Count.of(billed.doubled().lines()) + " lines, the first";
            var text = lines + " of " + line.usageType() + (line.resource().isEmpty() ? "" : " of " + line.resource())
                    + " at " + Hours.text(line.period().start()) + " UTC";
            causes.add(cause(Cause.Kind.BILLED_TWICE, billed.doubled().cost(), text));
        });
    }

    private void notMetered(List<Cause> causes) {
        var cost = billed.tagged().cost().subtract(billed.doubled().cost());
        if (billed.tagged().lines() > 0) {
            causes.add(cause(Cause.Kind.NOT_METERED, cost, ""));
        }
    }

    private void addRest(List<Cause> causes, HourComparison hours) {
        var known = causes.stream().map(Cause::effect).reduce(BigDecimal.ZERO, BigDecimal::add);
        var rest = billedCost().subtract(metered().cost()).subtract(known);
        if (rest.abs().compareTo(LITTLE.multiply(billedCost().max(metered().cost()))) <= 0) {
            return;
        }
        var bill = billed.tagged()
                .plus(billed.untagged())
                .amount()
                .subtract(billed.doubled().amount())
                .subtract(hours.onlyBilled().amount());
        var meter = metered().amount().subtract(hours.onlyMetered().amount());
        var more = bill.subtract(meter);
        if (more.abs().compareTo(LITTLE.multiply(meter)) <= 0) {
            causes.add(cause(Cause.Kind.OTHER_USE, rest, ""));
        } else {
            causes.add(cause(Cause.Kind.ANOTHER_AMOUNT, rest, amounts(bill, meter)));
        }
    }

    private String amounts(BigDecimal bill, BigDecimal meter) {
        var per = prices.last().lines(use.name()).getFirst().per();
        var text = count(bill, per) + " billed and " + count(meter, per) + " metered";
        return meter.signum() == 0 ? text : text + " (" + percent(bill.subtract(meter), meter) + ")";
    }

    private static String count(BigDecimal amount, long per) {
        return Count.of(amount.setScale(0, RoundingMode.HALF_UP).longValue(), per);
    }

    /** One number as a share of another, such as {@code +3.1 %}. */
    static String percent(BigDecimal part, BigDecimal whole) {
        var percent =
                part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64).setScale(1, RoundingMode.HALF_UP);
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
    }

    private Cause cause(Cause.Kind kind, BigDecimal effect, String evidence) {
        return new Cause(kind, use.name(), effect, evidence);
    }
}
