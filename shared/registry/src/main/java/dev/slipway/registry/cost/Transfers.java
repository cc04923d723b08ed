package dev.slipway.registry.cost;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose uploads and downloads are, by the receipts of the requests that led to them. Days are to be asked for in their order. */
final class Transfers {

    /** What the receipts of transfers have and others have not. */
    private static final String MEMBER = "\"transfer\":\"";

    private final ReceiptLines receipts;
    private final Map<LocalDate, Map<String, Led>> days = new TreeMap<>();

    /**
     * Where a receipt led to.
     *
     * @param way of a download
     */
    record Led(Account account, Optional<Way> way) {

        /** What an access log counts of it: that of S3 does not know who is in the bucket's region. */
        Usage counted(Usage usage) {
            var out = usage.amount(Unit.BUCKET_OUT);
            return way.equals(Optional.of(Way.S3_REGION))
                    ? usage.plus(Unit.BUCKET_OUT, -out).plus(Unit.BUCKET_OUT_REGION, out)
                    : usage;
        }
    }

    Transfers(ReceiptLines receipts) {
        this.receipts = receipts;
    }

    /** Those that may have been under way on a day, by their ids: what receipts of that day and the one before led to. */
    Map<String, Led> of(LocalDate day) {
        var before = day.minusDays(1);
        days.keySet().removeIf(known -> known.isBefore(before));
        var all = new HashMap<String, Led>();
        for (var from : List.of(before, day)) {
            all.putAll(days.computeIfAbsent(from, this::read));
        }
        return all;
    }

    private Map<String, Led> read(LocalDate day) {
        var found = new HashMap<String, Led>();
        var same = new HashMap<Led, Led>();
        var start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        var end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        receipts.read(start, end, line -> {
            if (line.text().contains(MEMBER)) {
                try {
                    var receipt = Receipt.read(line.text());
                    var led = new Led(receipt.account(), receipt.way());
                    found.put(receipt.transfer(), same.computeIfAbsent(led, one -> one));
                } catch (IOException _) {
                    // Another line than a receipt's.
                }
            }
        });
        return found;
    }
}
