package dev.slipway.local;

import dev.slipway.registry.budget.Budgets;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Keeps budgets up to date with the ledger: seconds after it, and only where it has changed. */
final class BudgetWatch implements Consumer<YearMonth>, AutoCloseable {

    private static final Duration UNTIL_FIRST = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** What an earlier process may have left undone is of the hour that is, or the one before. */
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    private final Set<YearMonth> changed = ConcurrentHashMap.newKeySet();
    private final Budgets budgets;
    private final Housekeeping looking;

    private BudgetWatch(Budgets budgets, PrintStream err) {
        this.budgets = budgets;
        accept(month(Instant.now()));
        accept(month(Instant.now().minus(ONE_HOUR)));
        this.looking = Housekeeping.start(UNTIL_FIRST, BETWEEN_LOOKS, goOn -> look(), err);
    }

    static BudgetWatch start(Budgets budgets, PrintStream err) {
        return new BudgetWatch(budgets, err);
    }

    /** Notes that the ledger of a month has changed. */
    @Override
    public void accept(YearMonth month) {
        changed.add(month);
    }

    @Override
    public void close() {
        looking.close();
    }

    private void look() {
        for (var month : Set.copyOf(changed)) {
            changed.remove(month); // before it is read: what changes meanwhile is for the next time
            try {
                budgets.update(month);
            } catch (RuntimeException e) {
                changed.add(month);
                throw e;
            }
        }
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }
}
