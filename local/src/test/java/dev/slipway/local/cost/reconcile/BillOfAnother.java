package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.MonthPrices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a bill as CSV, and compares one with what was metered, for whoever makes it into another file in between.
 *
 * <pre>
 * BillOfAnother write FILE     .csv.gz
 * BillOfAnother compare FILE   fails where they are apart
 * </pre>
 */
final class BillOfAnother {

    private BillOfAnother() {}

    public static void main(String... args) throws Exception {
        var file = Path.of(args[1]);
        if (args[0].equals("write")) {
            AwsBill.of(Metered.charges(), Metered.PRICES).cur(file);
            return;
        }
        var bill = StackBills.read(List.of(file), "slipway").month(Optional.of(Metered.MONTH));
        var found = Reconciliation.of(bill, Metered.month(), MonthPrices.of(Metered.PRICES));
        found.services()
                .forEach(service -> System.out.println(
                        service.service() + " " + service.billed() + " " + service.metered() + " " + service.causes()));
        if (found.services().size() != 6
                || found.services().stream()
                        .anyMatch(service -> !service.causes().isEmpty())) {
            throw new IllegalStateException("the bill and what was metered are apart");
        }
    }
}
