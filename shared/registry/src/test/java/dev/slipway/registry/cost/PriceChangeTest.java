package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bills of months in which prices change. */
final class PriceChangeTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 12);
    private static final LocalDate CHANGE = LocalDate.of(2026, 12, 14);
    private static final Account ALICE = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    private static final Account BOB = new Account("team", "team/app", "", "push");
    private static final MonthPrices CHANGING = SyntheticMonth.changing(MONTH, CHANGE.getDayOfMonth());
    private static final List<Entry> LARGE = SyntheticMonth.large(MONTH, new Random(1));
    private static final Bill BILL = new Bill(LARGE, CHANGING);
    private static final Map<Unit, Map<Instant, BigDecimal>> WALKED = walk(LARGE, CHANGING);

    /** A dollar for a read, three from the 14th on, of which 10 are free; half of that beyond 100 more. */
    private static final PriceFile READS = file(
            line(Unit.TABLE_READ, 0, "1", "2020-01-01"),
            line(Unit.TABLE_READ, 100, "0.5", "2020-01-01"),
            line(Unit.TABLE_WRITE, 0, "2", "2020-01-01"),
            line(Unit.TABLE_READ, 0, "3", "2026-12-14"),
            line(Unit.TABLE_READ, 100, "1.5", "2026-12-14"),
            line(Unit.BUCKET_READ, 0, "1", "2026-12-14"));

    private static final MonthPrices PRICES = prices(READS);

    @Test
    void aPriceIsOfTheUseWhileItIsInForce() {
        var bill = new Bill(
                List.of(
                        entry(ALICE, 13, Unit.TABLE_READ, 30),
                        entry(BOB, 13, Unit.TABLE_READ, 10),
                        entry(ALICE, 14, Unit.TABLE_READ, 60),
                        entry(BOB, 20, Unit.TABLE_READ, 60)),
                PRICES);

        // 40, of which 10 are free, at $1; then 70 at $3 up to the hundredth, and 50 at $1.50.
        assertThat(bill.total()).isEqualByComparingTo("315");
        assertThat(bill.list(Unit.TABLE_READ)).isEqualByComparingTo("400");
        assertThat(bill.rows(Grouping.ACTION, account -> true))
                .extracting(row -> row.key() + " " + Receipts.text(row.cost()))
                .containsExactly("pull 165", "push 150");
        assertThat(bill.charges(account -> true))
                .extracting(charge -> charge.day().getDayOfMonth() + " "
                        + charge.account().action() + " " + Receipts.text(charge.list()) + " "
                        + Receipts.text(charge.cost()))
                .containsExactlyInAnyOrder(
                        "13 pull 30 22.5", "13 push 10 7.5", "14 pull 180 142.5", "20 push 180 142.5");
    }

    /** That other units' prices change, or one is listed anew, is no matter. */
    @Test
    void whatCostsTheSameAllTheMonthIsSharedByAllOfIt() {
        var entries = List.of(
                entry(ALICE, 2, Unit.LAMBDA_REQUEST, 1_000_000),
                entry(BOB, 30, Unit.LAMBDA_REQUEST, 1_000_000),
                entry(ALICE, 3, Unit.LOG_IN, 5L << 30),
                entry(BOB, 29, Unit.LOG_IN, 5L << 30));

        assertThat(new Bill(entries, CHANGING).rows(Grouping.ACTION, account -> true))
                .extracting(row -> row.key() + " " + Receipts.text(row.cost()))
                .containsExactly("pull 1.35", "push 1.35");
    }

    @Test
    void whatHasNoPriceBeforeADayMayBeUsedFromThenOn() {
        var later = entry(ALICE, 14, Unit.BUCKET_READ, 7);

        assertThat(new Bill(List.of(later), PRICES).total()).isEqualByComparingTo("7");
        assertThatThrownBy(() -> new Bill(List.of(later, entry(ALICE, 13, Unit.BUCKET_READ, 1)), PRICES))
                .isInstanceOf(UnknownPriceException.class)
                .hasMessage("no price of bucket-read in moon-1 is known on 2026-12-01");
    }

    /** However they are grouped, the rows are what it comes to when all hours are walked through in their order. */
    @ParameterizedTest
    @EnumSource(Grouping.class)
    void allGroupingsComeToWhatAWalkThroughTheHoursComesTo(Grouping by) {
        var whole = twelve(sum(WALKED.values().stream().flatMap(hours -> hours.values().stream())));

        assertThat(BILL.requests()).isGreaterThan(10_000_000);
        assertThat(twelve(sum(BILL.rows(by, account -> true).stream().map(Bill.Row::cost))))
                .isEqualTo(whole);
        assertThat(twelve(BILL.total())).isEqualTo(whole);
        assertThat(whole).isNotEqualTo(twelve(new Bill(LARGE, CHANGING.last()).total()));
    }

    /** Of each unit, the days on which one price was in force cost together what their hours come to. */
    @Test
    void eachTimeOfAPriceComesToItsHours() {
        var charges = BILL.charges(account -> true);
        WALKED.forEach((unit, hours) -> {
            var byTime = new HashMap<LocalDate, BigDecimal>();
            hours.forEach((hour, cost) -> byTime.merge(CHANGING.since(day(hour), unit), cost, BigDecimal::add));
            var charged = new HashMap<LocalDate, BigDecimal>();
            charges.stream()
                    .filter(charge -> charge.unit() == unit)
                    .forEach(charge ->
                            charged.merge(CHANGING.since(charge.day(), unit), charge.cost(), BigDecimal::add));
            assertThat(charged.keySet()).isEqualTo(byTime.keySet());
            byTime.forEach((since, cost) -> assertThat(twelve(charged.getOrDefault(since, BigDecimal.ZERO)))
                    .as("%s %s", unit, since)
                    .isEqualTo(twelve(cost)));
            assertThat(byTime)
                    .hasSize(
                            switch (unit) {
                                case EDGE_FUNCTION, TABLE_WRITE, CLOUDFRONT_OUT, TABLE_READ, BUCKET_STORAGE -> 2;
                                default -> 1;
                            });
        });
    }

    @Property(tries = 300)
    void causesAddUpToTheChangeInEveryDirection(@ForAll Random random) {
        var november = MONTH.minusMonths(1);
        var before = new Bill(
                SyntheticMonth.small(november, random), SyntheticMonth.changing(november, 2 + random.nextInt(20)));
        var now = new Bill(SyntheticMonth.small(MONTH, random), SyntheticMonth.changing(MONTH, 2 + random.nextInt(20)));
        for (var owner : List.of("", "owner0")) {
            var was = before.of(account -> account.owner().startsWith(owner));
            var is = now.of(account -> account.owner().startsWith(owner));
            ExplanationTest.assertAddsUp(new Explanation(was, is), is.total().subtract(was.total()));
        }
    }

    @Test
    void anotherPriceInTheMonthIsWhatMoved() {
        var november = MONTH.minusMonths(1);
        var before = new Bill(
                List.of(
                        new Entry(hour(november.atDay(2)), ALICE, tally(10, Unit.TABLE_WRITE, 10)),
                        new Entry(hour(november.atDay(2)), ALICE, tally(0, Unit.TABLE_READ, 110))),
                PRICES.on(CHANGE.minusDays(1)));
        var now = new Bill(
                List.of(
                        entry(ALICE, 2, Unit.TABLE_READ, 60),
                        entry(ALICE, 15, Unit.TABLE_READ, 50),
                        new Entry(hour(MONTH.atDay(2)), ALICE, tally(8, Unit.TABLE_WRITE, 10))),
                PRICES);

        var causes = new Explanation(before, now).total().causes();

        // 50 at $1 and 50 at $3, in place of 100 at $1
        assertThat(Rounding.round(causes.price(), 12)).isEqualByComparingTo("100");
        assertThat(Rounding.round(causes.tiers(), 12)).isEqualByComparingTo("0");
        assertThat(Rounding.round(causes.volume().add(causes.size()), 12)).isEqualByComparingTo("0");
    }

    /** Ten writes a day: ten days and four to come at the old price, 17 at the new one. */
    @Test
    void whatIsToComeIsAtThePricesOfItsDay() {
        var file = file(line(Unit.TABLE_WRITE, 0, "1", "2020-01-01"), line(Unit.TABLE_WRITE, 0, "3", "2026-12-15"));
        var entries = new ArrayList<Entry>();
        for (var day = 1; day <= 10; day++) {
            entries.add(entry(ALICE, day, Unit.TABLE_WRITE, 10));
        }

        var forecast = Forecast.of(
                MONTH, new Bill(entries, prices(file)), ALICE::equals, Instant.parse("2026-12-11T00:00:00Z"));

        assertThat(forecast.soFar()).isEqualByComparingTo("100");
        assertThat(forecast.end().orElseThrow().expected()).isEqualByComparingTo("650");
        assertThat(forecast.services()).singleElement().satisfies(row -> {
            assertThat(row.soFar()).isEqualByComparingTo("100");
            assertThat(row.expected()).isEqualByComparingTo("650");
        });
    }

    /** What each hour costs, one after the other: what is free first, then tier after tier, at the prices of its day. */
    private static Map<Unit, Map<Instant, BigDecimal>> walk(List<Entry> entries, MonthPrices prices) {
        var walked = new EnumMap<Unit, Map<Instant, BigDecimal>>(Unit.class);
        var until = new EnumMap<Unit, Long>(Unit.class);
        entries.stream()
                .sorted(Comparator.comparing(Entry::hour))
                .forEach(entry -> entry.tally().usage().amounts().forEach((unit, amount) -> {
                    var from = until.getOrDefault(unit, 0L);
                    until.put(unit, from + amount);
                    walked.computeIfAbsent(unit, _ -> new TreeMap<>())
                            .merge(
                                    entry.hour(),
                                    cost(prices.on(day(entry.hour())), unit, from, amount),
                                    BigDecimal::add);
                }));
        return walked;
    }

    private static BigDecimal cost(Prices prices, Unit unit, long from, long amount) {
        var free = prices.free(unit.toString());
        var tiers = prices.lines(unit.toString());
        var cost = BigDecimal.ZERO;
        for (var tier = 0; tier < tiers.size(); tier++) {
            var begin = free + tiers.get(tier).above();
            var end = tier + 1 < tiers.size() ? free + tiers.get(tier + 1).above() : Long.MAX_VALUE;
            var within = Math.max(0, Math.min(end, from + amount) - Math.max(begin, from));
            cost = cost.add(tiers.get(tier).each().multiply(BigDecimal.valueOf(within)));
        }
        return cost;
    }

    private static BigDecimal sum(Stream<BigDecimal> dollars) {
        return dollars.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal twelve(BigDecimal dollars) {
        return Rounding.round(dollars.round(new MathContext(30)), 12);
    }

    private static LocalDate day(Instant hour) {
        return LocalDate.ofInstant(hour, ZoneOffset.UTC);
    }

    private static Instant hour(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Entry entry(Account account, int day, Unit unit, long amount) {
        return new Entry(hour(MONTH.atDay(day)), account, tally(0, unit, amount));
    }

    private static Tally tally(long requests, Unit unit, long amount) {
        return new Tally(requests, new Usage(Map.of(unit, amount)));
    }

    private static MonthPrices prices(PriceFile file) {
        return MonthPrices.of(MONTH, day -> Prices.of(file, day));
    }

    private static PriceFile file(PriceLine... lines) {
        return new PriceFile("moon-1", List.of(lines), Map.of("table-read", 10L));
    }

    private static PriceLine line(Unit unit, long above, String usd, String since) {
        return new PriceLine(unit.toString(), above, new BigDecimal(usd), 1, LocalDate.parse(since), "x");
    }
}
