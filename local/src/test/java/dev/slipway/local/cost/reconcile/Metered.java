package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Entry;
import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A ledger's month of four days in which of all units more is used than what is free. */
public final class Metered {

    public static final YearMonth MONTH = YearMonth.of(2026, 11);
    public static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), MONTH.atEndOfMonth());

    /** The first of its hours. */
    public static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    static final int HOURS = 96;

    private static final int DAYS = 4;
    private static final Account ACCOUNT = new Account("team", "team/app", "k1", "pull");
    private static final long MIB = 1L << 20;

    /** In an hour of the middling kind. */
    private static final Map<Unit, Long> USED = new EnumMap<>(Map.ofEntries(
            Map.entry(Unit.EDGE_FUNCTION, 300_000L),
            Map.entry(Unit.CLOUDFRONT_REQUEST, 150_000L),
            Map.entry(Unit.CLOUDFRONT_OUT, 20_000 * MIB),
            Map.entry(Unit.CLOUDFRONT_IN, 1_000 * MIB),
            Map.entry(Unit.GATEWAY_REQUEST, 100_000L),
            Map.entry(Unit.LAMBDA_REQUEST, 100_000L),
            Map.entry(Unit.LAMBDA_TIME, 8_845_000_000L),
            Map.entry(Unit.TABLE_READ, 300_000L),
            Map.entry(Unit.TABLE_WRITE, 40_000L),
            Map.entry(Unit.BUCKET_WRITE, 2_000L),
            Map.entry(Unit.BUCKET_READ, 20_000L),
            Map.entry(Unit.BUCKET_DELETE, 500L),
            Map.entry(Unit.LOG_IN, 200 * MIB)));

    private Metered() {}

    public static List<Entry> entries() {
        return IntStream.range(0, HOURS)
                .mapToObj(hour ->
                        new Entry(START.plusSeconds(hour * 3600L), ACCOUNT, new Tally(100_000, usage(8 + hour % 5))))
                .toList();
    }

    public static List<HourlyCharge> charges() {
        return charges(new Bill(entries(), PRICES));
    }

    static List<HourlyCharge> charges(Bill bill) {
        var first = LocalDate.ofInstant(START, ZoneOffset.UTC);
        return IntStream.range(0, DAYS)
                .mapToObj(first::plusDays)
                .flatMap(day -> bill.hours(day, _ -> true).stream())
                .toList();
    }

    static MeteredMonth month() {
        return new MeteredMonth(charges().stream());
    }

    private static Usage usage(int tenths) {
        var amounts = new EnumMap<Unit, Long>(Unit.class);
        USED.forEach((unit, amount) -> amounts.put(unit, amount / 10 * tenths));
        return new Usage(amounts);
    }
}
