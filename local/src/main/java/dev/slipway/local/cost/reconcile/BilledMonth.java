package dev.slipway.local.cost.reconcile;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A month of a stack's bill. */
public final class BilledMonth {

    private final YearMonth month;
    private final Map<Use, BilledUse> uses = new HashMap<>();
    private final Map<String, BigDecimal> apart = new TreeMap<>();

    /** Of the lines that were there before; of the stack's alone, which are few. */
    private final Set<UUID> seen = new HashSet<>();

    BilledMonth(YearMonth month) {
        this.month = month;
    }

    public YearMonth month() {
        return month;
    }

    void add(BillLine line) {
        use(line.use()).add(line, !seen.add(line.fingerprint()));
    }

    void addUntagged(BillLine line) {
        use(line.use()).addUntagged(line);
    }

    /** What is on the bill and is not for use, such as tax. */
    void setApart(String kind, BigDecimal cost) {
        apart.merge(kind, cost, BigDecimal::add);
    }

    Map<Use, BilledUse> uses() {
        return uses;
    }

    /** In US dollars, by its kind. */
    Map<String, BigDecimal> apart() {
        return apart;
    }

    private BilledUse use(Use use) {
        return uses.computeIfAbsent(use, _ -> new BilledUse());
    }
}
