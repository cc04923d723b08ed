package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.InMemoryTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger and what a month of it comes to. */
final class BillTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Instant HOUR = Instant.parse("2026-11-24T12:00:00Z");
    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), MONTH.atEndOfMonth());
    private static final Account ALICE = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    private static final Account BOB = new Account("team", "team/app", "", "pull");

    private final InMemoryTable table = new InMemoryTable();
    private final Ledger ledger = new Ledger(table);

    @Test
    void anHourThatIsKeptAgainTakesThePlaceOfWhatWasThere() {
        ledger.keep(HOUR, ALICE, tally(1, Unit.TABLE_READ, 2));
        ledger.keep(HOUR, ALICE, tally(3, Unit.TABLE_READ, 6));
        ledger.keep(HOUR, BOB, tally(1, Unit.TABLE_READ, 1));
        ledger.keep(HOUR.plus(1, ChronoUnit.HOURS), ALICE, tally(1, Unit.BUCKET_READ, 1));
        ledger.keep(Instant.parse("2026-12-01T00:00:00Z"), ALICE, tally(1, Unit.BUCKET_READ, 1));

        assertThat(ledger.month(MONTH))
                .containsExactlyInAnyOrder(
                        new Entry(HOUR, ALICE, tally(3, Unit.TABLE_READ, 6)),
                        new Entry(HOUR, BOB, tally(1, Unit.TABLE_READ, 1)),
                        new Entry(HOUR.plus(1, ChronoUnit.HOURS), ALICE, tally(1, Unit.BUCKET_READ, 1)));
    }

    @Test
    void whatIsFreeIsSharedByWhoUsesIt() {
        // 4 million runs of edge functions, 2 million of them free: $0.20 for all, of which Alice has 3 in 4.
        ledger.keep(HOUR, ALICE, tally(5, Unit.EDGE_FUNCTION, 3_000_000));
        ledger.keep(HOUR, BOB, tally(2, Unit.EDGE_FUNCTION, 1_000_000));

        var rows = bill().rows(Grouping.TOKEN, account -> true);

        assertThat(rows).extracting(Bill.Row::key).containsExactly("Ev3ntsT0ken1", "");
        assertThat(rows).extracting(Bill.Row::requests).containsExactly(5L, 2L);
        assertThat(rows).extracting(row -> Receipts.text(row.cost())).containsExactly("0.15", "0.05");
    }

    @Test
    void aRowOfAServiceHasItsUnits() {
        ledger.keep(HOUR, ALICE, tally(1, Unit.TABLE_READ, 8_000_000));
        ledger.keep(HOUR, BOB, tally(1, Unit.BUCKET_WRITE, 1_000));

        assertThat(bill().rows(Grouping.SERVICE, account -> true))
                .extracting(row -> row.key() + " " + row.requests() + " " + Receipts.text(row.cost()))
                .containsExactly("Amazon DynamoDB 1 1", "Amazon Simple Storage Service 1 0.005");
        assertThat(bill().rows(Grouping.SERVICE, BOB::equals)).hasSize(1);
    }

    /** A TiB by CloudFront is free, the next 10 are $0.085 a GiB; S3 takes nothing within the region, and $0.09 beyond it and 100 GiB. */
    @ParameterizedTest
    @CsvSource({
        "   0,     0,    0,     0",
        " 100,   900,    0,     0",
        "1024,   100,    0,   8.5",
        " 924,   300,    0,    17",
        "2048,     0,  300,   7.5",
        "2048,     0, 3000,    -6",
        "1024,   100,  200,  16.5",
        "1024, 10140,  200, 869.4",
    })
    void whatWentStraightFromS3SavedWhatCloudFrontTakesMore(long edge, long region, long elsewhere, String saved) {
        ledger.keep(
                HOUR, ALICE, new Tally(1, gib(Unit.BUCKET_OUT_REGION, region).plus(gib(Unit.CLOUDFRONT_OUT, edge))));
        ledger.keep(HOUR, BOB, new Tally(1, gib(Unit.BUCKET_OUT, elsewhere)));

        var shares = bill().of(ALICE::equals).saved().add(bill().of(BOB::equals).saved());
        assertThat(Receipts.text(bill().saved())).isEqualTo(saved);
        assertThat(Receipts.text(shares)).isEqualTo(saved);
    }

    private static Usage gib(Unit unit, long amount) {
        return Usage.NONE.plus(unit, amount << 30);
    }

    /** Of ten million requests of three hundred accounts, however they are grouped. */
    @ParameterizedTest
    @EnumSource(Grouping.class)
    void allGroupingsComeToTheSame(Grouping by) {
        var entries = SyntheticMonth.large(MONTH, new Random(1));
        var bill = new Bill(entries, PRICES);
        var usage = entries.stream().map(entry -> entry.tally().usage()).reduce(Usage.NONE, Usage::plus);
        var whole = usage.amounts().entrySet().stream()
                .map(used -> PRICES.month(used.getKey().toString(), used.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(entries.stream().mapToLong(entry -> entry.tally().requests()).sum())
                .isGreaterThan(10_000_000);
        assertThat(rounded(bill.rows(by, account -> true).stream()
                        .map(Bill.Row::cost)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)))
                .isEqualTo(rounded(whole));
        assertThat(rounded(bill.charges(account -> true).stream()
                        .map(Charge::cost)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)))
                .isEqualTo(rounded(whole));
    }

    @Test
    void chargesAreOfDays() {
        ledger.keep(HOUR, ALICE, tally(1, Unit.TABLE_READ, 2));
        ledger.keep(HOUR.plus(1, ChronoUnit.HOURS), ALICE, tally(1, Unit.TABLE_READ, 3));

        assertThat(bill().charges(account -> true)).singleElement().satisfies(charge -> {
            assertThat(charge.day()).isEqualTo(LocalDate.of(2026, 11, 24));
            assertThat(charge.amount()).isEqualTo(5);
            assertThat(Receipts.text(charge.list())).isEqualTo("0.000000625");
        });
    }

    private Bill bill() {
        return new Bill(ledger.month(MONTH), PRICES);
    }

    private static BigDecimal rounded(BigDecimal dollars) {
        return dollars.setScale(12, RoundingMode.HALF_EVEN);
    }

    private static Tally tally(long requests, Unit unit, long amount) {
        return new Tally(requests, new Usage(Map.of(unit, amount)));
    }
}
