package dev.slipway.registry.cost;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** Charges what is stored in the bucket, by the day: for each day, so much of a month's bytes as the day is of its month. */
public final class StorageCharges {

    private static final String ACTION = "store";

    /** In the partition of no month. */
    private static final Key POSITION = new Key("c#storage", "position");

    private final Table table;
    private final Bucket bucket;
    private final DailyCharges days;

    public StorageCharges(Table table, Bucket bucket, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.days = new DailyCharges(table, POSITION, ACTION, clock);
    }

    /**
     * Charges today, and the days since the last time for which nobody did, with what is stored now.
     *
     * @return how many bytes are stored
     */
    public long run() {
        var shares = StoredShares.of(table, bucket);
        days.run(day -> charges(shares, day.lengthOfMonth()));
        return shares.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The parts of a sum that is rounded once: they add up to it. */
    private static Map<Account, Usage> charges(SortedMap<String, Long> shares, int days) {
        var charges = new HashMap<Account, Usage>();
        var sum = 0L;
        for (var share : shares.entrySet()) {
            var charge = (sum + share.getValue()) / days - sum / days;
            sum += share.getValue();
            if (charge > 0) {
                charges.put(account(share.getKey()), Usage.NONE.plus(Unit.BUCKET_STORAGE, charge));
            }
        }
        return charges;
    }

    private static Account account(String name) {
        var slash = name.indexOf('/');
        return new Account(slash > 0 ? name.substring(0, slash) : "", name, "", ACTION);
    }
}
