package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplanationTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Account PULLS = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    private static final Account PUSHES = new Account("team", "team/app", "Ev3ntsT0ken1", "push");

    /** A dollar for a read, of which 10 are free, and half a dollar beyond 100 more; two dollars for a write. */
    private static final Prices PRICES = prices(1, 2);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            what                            | requests | writes | later | later writes | price of a write | price | volume | size
            nothing                         |       10 |     20 |    10 |           20 |                2 |     0 |      0 |    0
            twice as many requests          |       10 |     20 |    20 |           40 |                2 |     0 |     40 |    0
            requests twice as large         |       10 |     20 |    10 |           40 |                2 |     0 |      0 |   40
            half as many, twice as large    |       10 |     20 |     5 |           20 |                2 |     0 |    -20 |   20
            a third of a request more       |        3 |      7 |     4 |           11 |                2 |     0 | 4.666667 | 3.333333
            AWS takes more                  |       10 |     20 |    10 |           20 |                5 |    60 |      0 |    0
            more of the dearer              |       10 |     20 |    20 |           40 |                5 |   120 |     40 |    0
            something new                   |        0 |      0 |    10 |           20 |                2 |     0 |     40 |    0
            something new, at other prices  |        0 |      0 |    10 |           20 |                5 |    60 |     40 |    0
            something that is no more       |       10 |     20 |     0 |            0 |                5 |     0 |    -40 |    0
            """, useHeadersInDisplayName = true)
    void aChangeHasItsCauses(
            String what,
            long was,
            long writes,
            long is,
            long later,
            long price,
            String byPrice,
            String volume,
            String size) {
        var before = new Bill(entries(OCTOBER, PULLS, was, Unit.TABLE_WRITE, writes), PRICES);
        var now = new Bill(entries(NOVEMBER, PULLS, is, Unit.TABLE_WRITE, later), prices(1, price));

        var causes = new Explanation(before, now).total().causes();

        assertThat(Stream.of(causes.price(), causes.volume(), causes.size())
                        .map(cause ->
                                Rounding.round(cause, 6).stripTrailingZeros().toPlainString()))
                .as(what)
                .containsExactly(byPrice, volume, size);
        assertThat(causes.tiers()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    /** 10 reads were free and are no more: 10 more at a dollar each, which half of the reads share. */
    @Test
    void whatIsFreeOfMoreIsAPrice() {
        var before = new Bill(entries(OCTOBER, PULLS, 10, Unit.TABLE_READ, 10), PRICES);
        var now = new Bill(entries(NOVEMBER, PULLS, 20, Unit.TABLE_READ, 20), PRICES);

        var change = new Explanation(before, now).total();

        assertThat(change.difference()).isEqualByComparingTo("10");
        assertThat(change.causes().price()).isEqualByComparingTo("10");
        assertThat(change.causes().tiers()).isEqualByComparingTo("10");
        assertThat(change.causes().volume()).isEqualByComparingTo("0");
    }

    @Test
    void cheaperTiersAreTold() {
        var before = new Bill(entries(OCTOBER, PULLS, 10, Unit.TABLE_READ, 60), PRICES);
        var now = new Bill(entries(NOVEMBER, PULLS, 10, Unit.TABLE_READ, 210), prices(3, 2));

        var causes = new Explanation(before, now).total().causes();

        // 50 of 60, then 100 and 100 at half the price, of 210; three times as dear for the first hundred.
        assertThat(Rounding.round(causes.tiers(), 6)).isEqualByComparingTo("-25");
        assertThat(Rounding.round(causes.price(), 6)).isEqualByComparingTo("175");
        assertThat(Rounding.round(causes.size(), 6)).isEqualByComparingTo("125");
    }

    @Test
    void aNewTokenIsNoNewWork() {
        var other = new Account(PULLS.owner(), PULLS.repository(), "An0therT0ken", PULLS.action());
        var before = new Bill(entries(OCTOBER, PULLS, 10, Unit.TABLE_WRITE, 20), PRICES);
        var now = new Bill(entries(NOVEMBER, other, 10, Unit.TABLE_WRITE, 30), PRICES);

        assertThat(new Explanation(before, now).total().causes().size()).isEqualByComparingTo("20");
    }

    /** Its lines are as many as the requests. */
    @Test
    void keepingAccountIsByTheRequests() {
        var before = Stream.concat(
                entries(OCTOBER, PULLS, 10, Unit.TABLE_READ, 1).stream(),
                entries(OCTOBER, HourlySums.LEDGER, 0, Unit.TABLE_WRITE, 5).stream());
        var now = Stream.concat(
                entries(NOVEMBER, PULLS, 30, Unit.TABLE_READ, 1).stream(),
                entries(NOVEMBER, HourlySums.LEDGER, 0, Unit.TABLE_WRITE, 15).stream());

        var ledger = new Explanation(new Bill(before.toList(), PRICES), new Bill(now.toList(), PRICES))
                .rows(Grouping.ACTION)
                .getFirst();

        assertThat(ledger.key()).isEqualTo("ledger");
        assertThat(ledger.requests()).isZero();
        assertThat(ledger.causes().volume()).isEqualByComparingTo("20");
    }

    @Test
    void whatMovedMostIsFirst() {
        var before = Stream.concat(
                entries(OCTOBER, PULLS, 10, Unit.TABLE_WRITE, 20).stream(),
                entries(OCTOBER, PUSHES, 10, Unit.TABLE_WRITE, 20).stream());
        var now = Stream.concat(
                entries(NOVEMBER, PULLS, 11, Unit.TABLE_WRITE, 22).stream(),
                entries(NOVEMBER, PUSHES, 1, Unit.TABLE_WRITE, 2).stream());

        var works = new Explanation(new Bill(before.toList(), PRICES), new Bill(now.toList(), PRICES)).works();

        assertThat(works)
                .extracting(work -> work.account().action() + " "
                        + work.change().key() + " " + work.change().causes().most())
                .containsExactly("push team/app volume", "pull team/app volume");
    }

    /** Of any two months, of all or of one owner, to the last digit. */
    @Property(tries = 300)
    void causesAddUpToTheChangeInEveryDirection(@ForAll Random random) {
        var before = new Bill(SyntheticMonth.small(OCTOBER, random), prices(random.nextInt(5), random.nextInt(5)));
        var now = new Bill(SyntheticMonth.small(NOVEMBER, random), prices(random.nextInt(5), random.nextInt(5)));
        for (var owner : List.of("", "owner0")) {
            var was = before.of(account -> account.owner().startsWith(owner));
            var is = now.of(account -> account.owner().startsWith(owner));
            assertAddsUp(new Explanation(was, is), is.total().subtract(was.total()));
        }
    }

    static void assertAddsUp(Explanation explanation, BigDecimal difference) {
        var total = explanation.total();
        assertThat(total.difference()).isEqualByComparingTo(difference);
        addsUp(total);
        for (var by : List.of(Grouping.OWNER, Grouping.PACKAGE, Grouping.ACTION, Grouping.SERVICE)) {
            addUp(explanation.rows(by), total);
        }
        addUp(explanation.works().stream().map(Explanation.Work::change).toList(), total);
    }

    private static void addUp(List<Change> rows, Change total) {
        rows.forEach(ExplanationTest::addsUp);
        for (Function<Change, BigDecimal> part : List.<Function<Change, BigDecimal>>of(
                Change::before,
                Change::now,
                row -> row.causes().price(),
                row -> row.causes().tiers(),
                row -> row.causes().volume(),
                row -> row.causes().size())) {
            assertThat(rows.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(part.apply(total));
        }
    }

    private static void addsUp(Change change) {
        var causes = change.causes();
        assertThat(causes.price().add(causes.volume()).add(causes.size())).isEqualByComparingTo(change.difference());
    }

    private static List<Entry> entries(YearMonth month, Account account, long requests, Unit unit, long amount) {
        return List.of(new Entry(
                SyntheticMonth.hour(month, 1), account, new Tally(requests, new Usage(Map.of(unit, amount)))));
    }

    private static Prices prices(long read, long write) {
        var lines = new StringBuilder();
        for (var unit : Unit.values()) {
            var usd = unit == Unit.TABLE_READ ? read : write;
            lines.append(line(unit, 0, String.valueOf(usd))).append(",");
        }
        var file = """
                {"region": "moon-1", "currency": "USD", "lines": [%s %s],
                 "free": [{"unit": "table-read", "amount": 10, "source": "x"}]}""".formatted(lines, line(Unit.TABLE_READ, 100, "0.5"));
        try {
            return Prices.of(
                    PriceFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))),
                    NOVEMBER.atEndOfMonth());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String line(Unit unit, long above, String usd) {
        return "{\"unit\": \"%s\", \"above\": %d, \"usd\": \"%s\", \"per\": 1, \"since\": \"2020-01-01\", \"source\": \"x\"}"
                .formatted(unit, above, usd);
    }
}
