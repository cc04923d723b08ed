package dev.slipway.registry.cost;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whose uploads and downloads are, by the receipts of the requests that led to them. Days are to be asked for in their order. */
final class Transfers {

    /** What the receipts of transfers have and others have not. */
    private static final String MEMBER = "\"transfer\":\"";

    private final ReceiptLines receipts;
    private final Map<LocalDate, Map<String, Account>> days = new TreeMap<>();

    Transfers(ReceiptLines receipts) {
        this.receipts = receipts;
    }

    /** Those that may have been under way on a day, by their ids: what receipts of that day and the one before led to. */
    Map<String, Account> of(LocalDate day) {
        var before = day.minusDays(1);
        days.keySet().removeIf(known -> known.isBefore(before));
        var all = new HashMap<String, Account>();
        for (var from : List.of(before, day)) {
            all.putAll(days.computeIfAbsent(from, this::read));
        }
        return all;
    }

    private Map<String, Account> read(LocalDate day) {
        var found = new HashMap<String, Account>();
        var accounts = new HashMap<Account, Account>();
        var start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        var end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        receipts.read(start, end, line -> {
            if (line.text().contains(MEMBER)) {
                try {
                    var receipt = Receipt.read(line.text());
                    found.put(receipt.transfer(), accounts.computeIfAbsent(receipt.account(), same -> same));
                } catch (IOException _) {
                    // Another line than a receipt's.
                }
            }
        });
        return found;
    }
}
