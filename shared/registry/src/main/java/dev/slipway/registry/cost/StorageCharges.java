package dev.slipway.registry.cost;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Charges what is stored in the bucket, by the day: for each day, so much of a month's bytes as the day is of its month. It
 * may be stopped anywhere and run twice: a day's charges take the place of those that were there.
 */
public final class StorageCharges {

    private static final String ACTION = "store";

    /** In the partition of no month. */
    private static final Key POSITION = new Key("c#storage", "position");

    private static final String DAY = "day";

    /** How many days that were missed are charged afterwards. */
    private static final int MOST_DAYS = 31;

    private final Table table;
    private final Bucket bucket;
    private final Ledger ledger;
    private final InstantSource clock;

    public StorageCharges(Table table, Bucket bucket, InstantSource clock) {
        this.table = table;
        this.bucket = bucket;
        this.ledger = new Ledger(table);
        this.clock = clock;
    }

    /**
     * Charges today, and the days since the last time for which nobody did, with what is stored now.
     *
     * @return how many bytes are stored
     */
    public long run() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var shares = StoredShares.of(table, bucket);
        first(today).datesUntil(today.plusDays(1)).forEach(day -> charge(day, shares));
        table.write(List.of(new Write.Put(Item.at(POSITION).with(DAY, today.toEpochDay()), Condition.ALWAYS)));
        return shares.values().stream().mapToLong(Long::longValue).sum();
    }

    private LocalDate first(LocalDate today) {
        return table.get(POSITION)
                .map(item -> LocalDate.ofEpochDay(item.number(DAY)).plusDays(1))
                .filter(missed -> missed.isBefore(today))
                .map(missed -> missed.isBefore(today.minusDays(MOST_DAYS)) ? today.minusDays(MOST_DAYS) : missed)
                .orElse(today);
    }

    private void charge(LocalDate day, SortedMap<String, Long> shares) {
        var hour = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        var charges = charges(shares, day.lengthOfMonth());
        charges.forEach((account, amount) ->
                ledger.keep(hour, account, new Tally(0, Usage.NONE.plus(Unit.BUCKET_STORAGE, amount))));
        forgetOthers(hour, charges);
    }

    /** The parts of a sum that is rounded once: they add up to it. */
    private static Map<Account, Long> charges(SortedMap<String, Long> shares, int days) {
        var charges = new HashMap<Account, Long>();
        var sum = 0L;
        for (var share : shares.entrySet()) {
            var charge = (sum + share.getValue()) / days - sum / days;
            sum += share.getValue();
            if (charge > 0) {
                charges.put(account(share.getKey()), charge);
            }
        }
        return charges;
    }

    private void forgetOthers(Instant hour, Map<Account, Long> charges) {
        for (var entry : ledger.hour(hour)) {
            if (entry.account().action().equals(ACTION) && !charges.containsKey(entry.account())) {
                ledger.forget(hour, entry.account());
            }
        }
    }

    private static Account account(String name) {
        var slash = name.indexOf('/');
        return new Account(slash > 0 ? name.substring(0, slash) : "", name, "", ACTION);
    }
}
