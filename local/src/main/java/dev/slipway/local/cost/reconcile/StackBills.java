package dev.slipway.local.cost.reconcile;

import dev.slipway.local.CommandFailure;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What files of a bill have of one stack, by month. */
public final class StackBills {

    private final String stack;
    private final Map<YearMonth, BilledMonth> months = new TreeMap<>();

    private StackBills(String stack) {
        this.stack = stack;
    }

    /** Reads the files, which may be parts of one bill; where one cannot be read, a {@link CommandFailure}. */
    public static StackBills read(List<Path> files, String stack) {
        var bills = new StackBills(stack);
        var lines = new LineReader(new Stack(stack), bills);
        files.forEach(file -> BillFile.read(file, lines));
        return bills;
    }

    /** A month, or the only one that there is; otherwise a {@link CommandFailure}. */
    public BilledMonth month(Optional<YearMonth> wanted) {
        if (months.isEmpty()) {
            throw new CommandFailure("the bill has no line of the stack " + stack
                    + ": is its tag slipway:stack activated for cost allocation?");
        }
        if (wanted.isEmpty() && months.size() > 1) {
            throw new CommandFailure("the bill has lines of " + names() + ": say which month with --month");
        }
        var month = wanted.orElseGet(() -> months.keySet().iterator().next());
        var bill = months.get(month);
        if (bill == null) {
            throw new CommandFailure(
                    "the bill has no line of the stack " + stack + " of " + month + ", but of " + names());
        }
        return bill;
    }

    BilledMonth of(YearMonth month) {
        return months.computeIfAbsent(month, BilledMonth::new);
    }

    private String names() {
        return months.keySet().stream().map(YearMonth::toString).collect(Collectors.joining(", "));
    }
}
