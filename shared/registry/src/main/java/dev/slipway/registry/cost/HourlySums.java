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
    private final Map<Account, Total> sums = new HashMap<>();
    private long logged;

    private static final class Total {
        private final Sum used = new Sum();
        private long requests;

        void add(Tally tally) {
            requests += tally.requests();
            used.add(tally.usage());
        }

        Tally tally() {
            return new Tally(requests, used.usage());
        }
    }

    /** The sums of an hour, which begins then. */
    public HourlySums(Instant hour) {
        this.hour = hour;
    }

    public Instant hour() {
        return hour;
    }

    /** Adds what receipts say. */
    public void add(Account account, Tally tally) {
        sums.computeIfAbsent(account, _ -> new Total()).add(tally);
    }

    /** Adds lines of receipts in the log, of so many bytes. */
    public void addLines(long length) {
        logged += length;
    }

    /** Adds log lines of another kind, of so many bytes, to what an account has used. */
    public void addLogged(Account account, long length) {
        sums.computeIfAbsent(account, _ -> new Total()).used.add(Unit.LOG_IN, length);
    }

    /** All accounts with what they have used; the ledger's too, to which each account is a write. */
    public Map<Account, Tally> byAccount() {
        var all = new HashMap<Account, Tally>();
        sums.keySet().forEach(account -> all.put(account, of(account)));
        if (logged > 0) {
            all.put(LEDGER, of(LEDGER));
        }
        return all;
    }

    /** What one account has used; of the ledger, what its writes and the receipts' lines are too. */
    public Tally of(Account account) {
        var sum = sums.get(account);
        var tally = sum == null ? Tally.NONE : sum.tally();
        return account.equals(LEDGER) ? new Tally(0, tally.usage().plus(keeping())) : tally;
    }

    private Usage keeping() {
        var accounts = sums.size() + (sums.containsKey(LEDGER) ? 0 : 1);
        return new Usage(Map.of(Unit.LOG_IN, logged, Unit.TABLE_WRITE, (long) accounts));
    }
}
