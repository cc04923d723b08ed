package dev.slipway.local;

import dev.slipway.local.front.AccessLog;
import dev.slipway.local.store.ReceiptLog;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Audit;
import dev.slipway.registry.budget.Budgets;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.cost.StandingUse;
import dev.slipway.registry.cost.Unit;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What a registry on this machine would cost on AWS: its receipts, ledger, budgets and statements; or nothing of them. */
final class Bookkeeping implements AutoCloseable {

    private final Optional<PriceFile> prices;
    private final int memory;
    private final long alarmMetrics;
    private final PrintStream err;
    private final Map<String, Receipt> transfers = PassingTraffic.transfers();
    private Optional<BudgetWatch> budgets = Optional.empty();
    private Optional<ReceiptLog> log = Optional.empty();

    /**
     * Keeps nothing until it is opened.
     *
     * @param prices what receipts are priced at; empty where nothing is counted
     * @param memory of a function, in MiB
     * @param alarmMetrics how many metrics the alarms of a deployment look at
     */
    Bookkeeping(Optional<PriceFile> prices, int memory, long alarmMetrics, PrintStream err) {
        this.prices = prices;
        this.memory = memory;
        this.alarmMetrics = alarmMetrics;
        this.err = err;
    }

    /** Opens the books that are in a folder and the table. */
    Receipts open(Path folder, Ports ports, Audit audit, InstantSource clock) {
        if (prices.isEmpty()) {
            return Receipts.NONE;
        }
        var file = prices.get();
        var watch = BudgetWatch.start(
                new Budgets(
                        ports.table(),
                        day -> Prices.of(file, day),
                        warning -> say(warning.text()),
                        audit,
                        clock,
                        this::say),
                err);
        var opened = ReceiptLog.open(folder, new Ledger(ports.table()), watch, err);
        budgets = Optional.of(watch);
        log = Optional.of(opened);
        return new Receipts(prices, PassingTraffic.remembering(transfers, opened));
    }

    /** What passes without a handler. */
    PassingTraffic passing(Receipts receipts, InstantSource clock) {
        return new PassingTraffic(receipts, transfers, clock);
    }

    /** The same, where the front tells of it. */
    AccessLog log(Receipts receipts, InstantSource clock) {
        return receipts.areKept() ? passing(receipts, clock) : AccessLog.NONE;
    }

    /** Charges what is charged by the day, as a function in AWS does. */
    void chargeDaily(Registry registry, LongSupplier tableSize) {
        if (prices.isPresent()) {
            charge(registry, HourlySums.LEDGER, "storage", () -> {
                registry.storageCharges().run();
                registry.standingCharges()
                        .run(() -> StandingUse.ofTable(tableSize.getAsLong())
                                .plus(StandingUse.of(Unit.ALARM, alarmMetrics)));
            });
        }
    }

    /** Writes the statements that are missing, as a function in AWS does on the first days of a month; to look for them costs, too. */
    void writeStatements(Registry registry, BooleanSupplier goOn) {
        if (prices.isPresent()) {
            var statements = registry.statements();
            charge(registry, HourlySums.LEDGER, "statements", () -> {
                if (statements.areMissing()) {
                    statements.write(goOn);
                }
            });
        }
    }

    /** Does what a function would do in AWS, with its receipt. */
    void charge(Registry registry, Account account, String id, Runnable work) {
        registry.receipts().background(account, id, memory, registry.clock(), () -> {
            work.run();
            return true;
        });
    }

    @Override
    public void close() {
        log.ifPresent(ReceiptLog::close);
        budgets.ifPresent(BudgetWatch::close);
    }

    private void say(String line) {
        err.println("slipway: " + line);
    }
}
