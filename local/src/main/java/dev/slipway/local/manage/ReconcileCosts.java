package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.cost.PriceOptions;
import dev.slipway.local.cost.reconcile.MeteredMonth;
import dev.slipway.local.cost.reconcile.Reconciliation;
import dev.slipway.local.cost.reconcile.ReconciliationText;
import dev.slipway.local.cost.reconcile.StackBills;
import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.Prices;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway costs reconcile}: AWS's bill beside what was metered. */
@Command(
        name = "reconcile",
        description =
                "Compares AWS's bill of a month with what was metered, service by service, and says why they differ."
                        + " Fails where they are too far apart. For administrators.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ReconcileCosts extends ManagementCommand {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A Cost and Usage Report (CUR 2.0) or AWS's FOCUS export, whole or in parts: .csv, .csv.gz or"
                    + " .parquet.")
    private List<Path> files;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "In UTC; the bill's own unless told.")
    private Optional<YearMonth> month = Optional.empty();

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "slipway",
            description = "The registry's stack; slipway unless told.")
    private String stack;

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description = "How far a service and the whole may be apart; 2 unless told.")
    private BigDecimal tolerance;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "A price file; otherwise prices/REGION.json of the checkout, or of this program.")
    private Optional<Path> prices = Optional.empty();

    ReconcileCosts(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    void run(RegistryClient client, Output output) {
        if (tolerance.signum() < 0) {
            throw new CommandFailure("--tolerance is 0 or more");
        }
        var bill = StackBills.read(files, stack).month(month);
        var listed = ChargeLists.byHour(client, bill.month());
        var file = PriceOptions.of(surroundings, listed.region(), prices);
        var known = MonthPrices.of(bill.month(), day -> Prices.of(file, day));
        var reconciliation = Reconciliation.of(bill, new MeteredMonth(listed.charges()), known);
        print(reconciliation, output);
        if (!reconciliation.isWithin(tolerance)) {
            throw new CommandFailure(Printable.of(reconciliation.verdict(tolerance)));
        }
    }

    private void print(Reconciliation reconciliation, Output output) {
        if (!output.printed(new Json(ReconciliationText.json(reconciliation, tolerance)))) {
            output.table(ReconciliationText.COLUMNS, ReconciliationText.rows(reconciliation));
        }
    }
}
