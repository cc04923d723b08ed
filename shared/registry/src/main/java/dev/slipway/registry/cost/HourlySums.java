package dev.slipway.registry.cost;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The receipts of one hour, added up by account. What keeping account costs is an account of its own,
 * {@linkplain #LEDGER the ledger's}.
 */
public final class HourlySums {

    /** Whose costs are those of the receipts themselves and of the ledger. */
    public static final Account LEDGER = Account.nobody("ledger");

    private final Instant hour;
    private final Map<Account, Tally> sums = new HashMap<>();

    /** The sums of an hour, which begins then. */
    public HourlySums(Instant hour) {
        this.hour = hour;
    }

    public Instant hour() {
        return hour;
    }

    /**
     * Adds a receipt.
     *
     * @param length of its line in the log, in bytes
     */
    public void add(Account account, Usage usage, long length) {
        sums.merge(account, new Tally(1, usage), Tally::plus);
        sums.merge(LEDGER, new Tally(0, Usage.NONE.plus(Unit.LOG_IN, length)), Tally::plus);
    }

    /** All accounts with what they have used; the ledger's too, to which each account is a write. */
    public Map<Account, Tally> byAccount() {
        var all = new HashMap<>(sums);
        all.computeIfPresent(
                LEDGER, (ledger, tally) -> new Tally(0, tally.usage().plus(Unit.TABLE_WRITE, sums.size())));
        return all;
    }
}
