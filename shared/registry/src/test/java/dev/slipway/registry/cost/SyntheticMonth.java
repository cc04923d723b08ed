package dev.slipway.registry.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Months that were never used. */
public final class SyntheticMonth {

    private SyntheticMonth() {}

    /** Ten million requests and more of three hundred accounts, of twenty owners. */
    public static List<Entry> large(YearMonth month, Random random) {
        var entries = new ArrayList<Entry>();
        for (var account = 0; account < 300; account++) {
            var name = "owner" + account % 20;
            var whose = new Account(
                    name, name + "/app" + account % 50, "token" + account, account % 3 == 0 ? "push" : "pull");
            for (var hour = 0; hour < 100; hour++) {
                var usage = Usage.NONE;
                for (var unit : Unit.values()) {
                    usage = usage.plus(unit, random.nextLong(10_000_000));
                }
                entries.add(new Entry(hour(month, 7L * hour), whose, new Tally(random.nextLong(1000), usage)));
            }
        }
        return entries;
    }

    /** A few accounts, among them the ledger's, which use something or nothing by any number of requests. */
    static List<Entry> small(YearMonth month, Random random) {
        var entries = new ArrayList<Entry>();
        for (var entry = random.nextInt(12); entry > 0; entry--) {
            var owner = "owner" + random.nextInt(2);
            var whose = random.nextInt(4) == 0
                    ? HourlySums.LEDGER
                    : new Account(
                            owner,
                            owner + "/app" + random.nextInt(2),
                            "token" + random.nextInt(3),
                            random.nextBoolean() ? "push" : "pull");
            var usage = Usage.NONE;
            for (var unit : Unit.values()) {
                if (random.nextInt(3) == 0) {
                    usage = usage.plus(unit, random.nextLong(1L << random.nextInt(1, 44)));
                }
            }
            var requests = whose.equals(HourlySums.LEDGER) ? 0 : random.nextLong(1000);
            entries.add(new Entry(hour(month, random.nextLong(28 * 24)), whose, new Tally(requests, usage)));
        }
        return entries;
    }

    /**
     * Prices of which some change on a day of the month: what is first free, what has tiers, which move, and the list price;
     * others a week later, and one that is only listed anew.
     */
    public static MonthPrices changing(YearMonth month, int day) {
        var known = PriceFile.bundled("us-east-1");
        var lines = new ArrayList<>(known.lines());
        known.lines().forEach(line -> {
            var first = month.atDay(day);
            switch (Unit.find(line.unit()).orElse(Unit.BUCKET_DELETE)) {
                case EDGE_FUNCTION, TABLE_WRITE -> lines.add(times(3, line, line.above(), first));
                case CLOUDFRONT_OUT -> lines.add(times(2, line, line.above() / 2, first));
                case TABLE_READ, BUCKET_STORAGE -> lines.add(times(2, line, line.above(), first.plusWeeks(1)));
                case LOG_IN -> lines.add(times(1, line, line.above(), first.plusDays(1)));
                default -> {}
            }
        });
        var file = new PriceFile(known.region(), lines, known.free());
        return MonthPrices.of(month, each -> Prices.of(file, each));
    }

    private static PriceLine times(int factor, PriceLine line, long above, LocalDate since) {
        var usd = line.usd().multiply(BigDecimal.valueOf(factor));
        return new PriceLine(line.unit(), above, usd, line.per(), since, line.source());
    }

    static Instant hour(YearMonth month, long hour) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).plus(hour, ChronoUnit.HOURS);
    }
}
