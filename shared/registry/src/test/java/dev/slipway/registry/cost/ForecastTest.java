package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts of November 2026, which begins on a Sunday; of writes to the bucket, a thousand of which are half a cent, none free. */
final class ForecastTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), MONTH.atEndOfMonth());
    private static final Account TEAM = new Account("team", "team/app", "", "push");
    private static final Account OTHERS = new Account("others", "others/app", "", "push");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            at the same every day                    | 1 | 2026-11-11T00:00:00Z | 10 | 0.05  | 0.15
            the first days before it was used        | 6 | 2026-11-11T00:00:00Z |  5 | 0.025 | 0.125
            what is left of today is a part of a day | 1 | 2026-11-30T18:00:00Z | 29 | 0.145 | 0.14625
            one whole day                            | 1 | 2026-11-02T00:00:00Z |  1 | 0.005 | 0.15
            """)
    void daysToComeAreLikeThoseThatAreOver(
            String what, int first, String now, int days, BigDecimal soFar, BigDecimal expected) {
        var forecast = forecast(entries(TEAM, first, now, day -> 1000), now);

        assertThat(forecast.days()).as(what).isEqualTo(days);
        assertThat(forecast.soFar()).isEqualByComparingTo(soFar);
        assertThat(expected(forecast)).isEqualByComparingTo(expected);
        assertThat(forecast.services()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo("Amazon Simple Storage Service");
            assertThat(row.soFar()).isEqualByComparingTo(soFar);
            assertThat(Rounding.round(row.expected(), 12)).isEqualByComparingTo(expected);
        });
    }

    @Test
    void whatWasUsedTodayCountsToWhatIsLeftOfIt() {
        var now = "2026-11-30T18:00:00Z";
        var entries = new ArrayList<>(entries(TEAM, 1, now, day -> 1000));
        entries.add(entry(TEAM, LocalDate.of(2026, 11, 30), 8000));

        assertThat(expected(forecast(entries, now))).isEqualByComparingTo("0.18625");
    }

    /** On weekends a tenth is used; from the 19th, a Thursday, on there are two weekends more, of twelve days. */
    @Test
    void weekdaysAreToldApartAfterTwoWeeks() {
        var now = "2026-11-19T00:00:00Z";
        ToLongFunction<LocalDate> use = day -> isWeekend(day) ? 100 : 1000;

        var forecast = forecast(entries(TEAM, 1, now, use), now);

        var whole = entries(TEAM, 1, "2026-12-01T00:00:00Z", use).stream()
                .mapToLong(entry -> entry.tally().usage().amount(Unit.BUCKET_WRITE))
                .sum();
        assertThat(expected(forecast))
                .isEqualByComparingTo(BigDecimal.valueOf(whole).multiply(new BigDecimal("0.000005")));
        assertThat(range(forecast).low()).isEqualByComparingTo(range(forecast).high());
        assertThat(forecast.reckoned().getFirst())
                .isEqualTo(
                        "by the 18 whole days from 2026-11-01 to 2026-11-18: each day to come uses what its weekday used"
                                + " on average; what is left of today uses its share of that");
        var early = "2026-11-14T00:00:00Z";
        assertThat(forecast(entries(TEAM, 1, early, use), early).reckoned().getFirst())
                .contains("13 whole days", "weekdays are told apart from 14 days on");
    }

    /** 4 million runs of edge functions of 2 million that are free: $0.20; the dollars so far would have come to nothing. */
    @Test
    void whatIsFreeIsTakenOffWhatIsUsedInTheEnd() {
        var now = "2026-11-16T00:00:00Z";
        var entries = new ArrayList<Entry>();
        for (var day = 1; day < 16; day++) {
            entries.add(new Entry(
                    SyntheticMonth.hour(MONTH, 24L * (day - 1)),
                    TEAM,
                    new Tally(1, new Usage(Map.of(Unit.EDGE_FUNCTION, 4_000_000L / 30)))));
        }

        var forecast = forecast(entries, now);

        assertThat(forecast.soFar()).isZero();
        assertThat(expected(forecast)).isBetween(new BigDecimal("0.1999"), new BigDecimal("0.2000"));
    }

    @Test
    void ownersShareWhatIsFreeAndAddUp() {
        var now = "2026-11-11T12:00:00Z";
        var entries = new ArrayList<Entry>();
        for (var day = 1; day < 11; day++) {
            for (var whose : List.of(TEAM, OTHERS)) {
                var amount = whose.equals(TEAM) ? 300_000L + day : 100_000L;
                entries.add(new Entry(
                        SyntheticMonth.hour(MONTH, 24L * (day - 1)),
                        whose,
                        new Tally(1, new Usage(Map.of(Unit.EDGE_FUNCTION, amount, Unit.TABLE_READ, amount)))));
            }
        }
        var bill = new Bill(entries, PRICES);

        var all = forecast(entries, now);
        var team = Forecast.of(MONTH, bill, TEAM::equals, Instant.parse(now));
        var others = Forecast.of(MONTH, bill, OTHERS::equals, Instant.parse(now));

        assertThat(expected(team).add(expected(others))).isEqualByComparingTo(expected(all));
        assertThat(range(team).low()).isLessThan(expected(team));
        assertThat(range(team).high()).isGreaterThan(expected(team));
        assertThat(Rounding.round(range(others).low(), 12)).isEqualByComparingTo(expected(others));
    }

    /** Days of 1000 and 3000 by turns: a standard deviation of 1026 by nine degrees of freedom, over 20 days by 10: 27.9 %. */
    @Test
    void lowAndHighAreTwoStandardErrorsAway() {
        var now = "2026-11-11T00:00:00Z";
        var forecast = forecast(entries(TEAM, 1, now, day -> day.getDayOfMonth() % 2 == 0 ? 3000 : 1000), now);

        var deviation = Math.sqrt(10 * 1000.0 * 1000.0 / 9);
        var away = 2 * deviation * Math.sqrt(20 + 20.0 * 20.0 / 10) * 0.000005;
        assertThat(expected(forecast)).isEqualByComparingTo("0.3");
        assertThat(range(forecast).high().doubleValue()).isCloseTo(0.3 + away, offset(1e-7));
        assertThat(range(forecast).low().doubleValue()).isCloseTo(0.3 - away, offset(1e-7));
    }

    /** However different the days are, what has been used stays used. */
    @Test
    void lowIsNeverLessThanWhatItCostsAlready() {
        var now = "2026-11-04T00:00:00Z";
        var forecast = forecast(entries(TEAM, 1, now, day -> day.getDayOfMonth() == 2 ? 1_000_000 : 0), now);

        assertThat(range(forecast).low()).isEqualByComparingTo(forecast.soFar());
    }

    @Test
    void withTooFewDaysThereIsNoRange() {
        var now = "2026-11-03T00:00:00Z";
        var forecast = forecast(entries(TEAM, 1, now, day -> 1000), now);

        assertThat(forecast.end().orElseThrow().range()).isEmpty();
        assertThat(forecast.reckoned().getLast()).isEqualTo("no low and high: they take three whole days");
    }

    @Test
    void withoutAWholeDayThereIsNothingToGoBy() {
        var today = List.of(entry(TEAM, LocalDate.of(2026, 11, 24), 1000));
        for (var entries : List.of(List.<Entry>of(), today)) {
            var forecast = forecast(entries, "2026-11-24T12:00:00Z");

            assertThat(forecast.end()).isEmpty();
            assertThat(forecast.services()).isEmpty();
            assertThat(forecast.soFar()).isEqualByComparingTo(new Bill(entries, PRICES).total());
            assertThat(forecast.reckoned())
                    .containsExactly(
                            "nothing to go by: no whole day of 2026-11 is over since the registry was first used"
                                    + " in it");
        }
    }

    private static Forecast forecast(List<Entry> entries, String now) {
        return Forecast.of(MONTH, new Bill(entries, PRICES), account -> true, Instant.parse(now));
    }

    private static BigDecimal expected(Forecast forecast) {
        return Rounding.round(forecast.end().orElseThrow().expected(), 12);
    }

    private static Forecast.Range range(Forecast forecast) {
        return forecast.end().orElseThrow().range().orElseThrow();
    }

    private static List<Entry> entries(Account whose, int first, String now, ToLongFunction<LocalDate> use) {
        return LocalDate.of(2026, 11, first)
                .datesUntil(LocalDate.ofInstant(Instant.parse(now), ZoneOffset.UTC))
                .map(day -> entry(whose, day, use.applyAsLong(day)))
                .toList();
    }

    private static Entry entry(Account whose, LocalDate day, long writes) {
        return new Entry(
                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                whose,
                new Tally(1, new Usage(Map.of(Unit.BUCKET_WRITE, writes))));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
