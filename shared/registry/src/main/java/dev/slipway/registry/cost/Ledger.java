package dev.slipway.registry.cost;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What accounts have used, hour by hour, in the registry's table. An hour's sums take the place of those that were kept for it
 * before, so that whoever adds up an hour may be stopped at any point and begin again: nothing is lost, and nothing is there
 * twice.
 */
public final class Ledger {

    private static final String PARTITION = "c#";
    private static final int MONTH_LENGTH = 7;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH");
    private static final int NAME_BYTES = 16;

    /** What keys of the sums of access logs end in. */
    private static final String TRANSFERS = "#transfers";

    private final Table table;

    public Ledger(Table table) {
        this.table = table;
    }

    /** Keeps what an account has used in an hour, in the place of what was kept of it; one write. */
    public void keep(Instant hour, Account account, Tally tally) {
        table.write(List.of(new Write.Put(item(key(hour, account, ""), account, tally), Condition.ALWAYS)));
    }

    /** Takes out what was kept of an account in an hour. */
    void forget(Instant hour, Account account) {
        table.write(List.of(new Write.Delete(key(hour, account, ""), Condition.ALWAYS)));
    }

    /**
     * Keeps what the access logs of a day come to, in the place of what was kept of them and beside what the receipts come to.
     * What is there already is not written again.
     */
    void keepTransfers(LocalDate day, Collection<Entry> entries) {
        var kept = new HashMap<Key, Item>();
        table.query(Query.all(partition(day.toString()), day + "T")).stream()
                .filter(item -> item.key().sort().endsWith(TRANSFERS))
                .forEach(item -> kept.put(item.key(), item));
        for (var entry : entries) {
            var item = item(key(entry.hour(), entry.account(), TRANSFERS), entry.account(), entry.tally());
            if (!item.equals(kept.remove(item.key()))) {
                table.write(List.of(new Write.Put(item, Condition.ALWAYS)));
            }
        }
        kept.keySet().forEach(gone -> table.write(List.of(new Write.Delete(gone, Condition.ALWAYS))));
    }

    /** What was used in an hour. */
    List<Entry> hour(Instant hour) {
        var time = time(hour);
        return table.query(Query.all(partition(time), time + "#")).stream()
                .map(Ledger::entry)
                .toList();
    }

    /** What was used in a month, in the order of the hours. */
    public List<Entry> month(YearMonth month) {
        return table.query(Query.all(PARTITION + month, "")).stream()
                .map(Ledger::entry)
                .toList();
    }

    private static Item item(Key key, Account account, Tally tally) {
        var item = Item.at(key)
                .with("owner", account.owner())
                .with("package", account.repository())
                .with("token", account.credential())
                .with("action", account.action())
                .with("requests", tally.requests());
        for (var used : tally.usage().amounts().entrySet()) {
            item = item.with(used.getKey().toString(), used.getValue());
        }
        return item;
    }

    private static Key key(Instant hour, Account account, String source) {
        var time = time(hour);
        return new Key(partition(time), time + "#" + name(account) + source);
    }

    private static String time(Instant hour) {
        return HOUR.format(hour.atZone(ZoneOffset.UTC));
    }

    private static String partition(String time) {
        return PARTITION + time.substring(0, MONTH_LENGTH);
    }

    /** Names of packages and credentials are too long to be a key together. */
    private static String name(Account account) {
        var text = String.join("\n", account.owner(), account.repository(), account.credential(), account.action());
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static Entry entry(Item item) {
        var time = item.key().sort().replaceFirst("#.*", "");
        var hour = LocalDateTime.parse(time, HOUR).toInstant(ZoneOffset.UTC);
        var account = new Account(item.text("owner"), item.text("package"), item.text("token"), item.text("action"));
        return new Entry(hour, account, new Tally(item.number("requests"), usage(item)));
    }

    private static Usage usage(Item item) {
        Map<Unit, Long> amounts = new EnumMap<>(Unit.class);
        for (var unit : Unit.values()) {
            item.findNumber(unit.toString()).ifPresent(amount -> amounts.put(unit, amount));
        }
        return new Usage(amounts);
    }
}
