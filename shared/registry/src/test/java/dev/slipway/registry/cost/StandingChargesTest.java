package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InMemoryBucket;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandingChargesTest {

    private static final Account NOBODY = Account.nobody("standing");
    private static final Usage STANDING =
            StandingUse.ofTable(310).plus(StandingUse.of(Unit.ZONE, 1)).plus(StandingUse.of(Unit.ALARM, 10));

    private final InMemoryTable table = new InMemoryTable();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    /** Days of a month have no whole number of millionths. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11", "2026-12", "2027-02", "2028-02"})
    void theDaysOfAMonthComeToTheMonth(YearMonth month) {
        for (var day = 1; day <= month.lengthOfMonth(); day++) {
            now = month.atDay(day).atTime(3, 0).toInstant(ZoneOffset.UTC);
            run(STANDING);
            run(STANDING);
        }

        var bill = new Bill(new Ledger(table).month(month), Prices.of(PriceFile.bundled("us-east-1"), month.atDay(1)));
        assertThat(bill.usage()).isEqualTo(STANDING);
        assertThat(bill.requests()).isZero();
        assertThat(bill.rows(Grouping.ACTION, account -> true))
                .extracting(row -> row.key() + " " + Receipts.text(row.cost()))
                .containsExactly("standing 0.500000057742");
        assertThat(bill.rows(Grouping.SERVICE, account -> true))
                .extracting(Bill.Row::key)
                .containsExactly("Amazon Route 53", "Amazon DynamoDB", "AmazonCloudWatch");
        assertThat(bill.owners()).isEmpty();
    }

    @Test
    void daysThatWereMissedAreChargedAfterwards() {
        run(STANDING);
        now = Instant.parse("2026-11-27T00:00:01Z");
        run(Usage.NONE.plus(Unit.ZONE, 60));

        assertThat(charged("2026-11-23")).isEqualTo(Usage.NONE);
        assertThat(charged("2026-11-24").amount(Unit.ZONE)).isEqualTo(33_334);
        for (var day : List.of("2026-11-25", "2026-11-26", "2026-11-27")) {
            assertThat(charged(day)).isEqualTo(Usage.NONE.plus(Unit.ZONE, 2));
        }
    }

    @Test
    void whatStandsNoMoreIsNotChargedAndOtherChargesStay() {
        var day = LocalDate.of(2026, 11, 24).atStartOfDay().toInstant(ZoneOffset.UTC);
        var read = new Tally(1, Usage.NONE.plus(Unit.TABLE_READ, 1));
        var ledger = new Ledger(table);
        ledger.keep(day, Account.nobody("store"), read);
        ledger.keep(day, new Account("team", "team/a", "", "pull"), read);
        run(STANDING);
        run(Usage.NONE);

        assertThat(ledger.hour(day))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.tally()).isEqualTo(read));
    }

    /** Each keeps to itself how far it is. */
    @Test
    void storageAndWhatStandsDoNotMindEachOther() {
        run(STANDING);
        now = now.plus(Duration.ofDays(1));
        new StorageCharges(table, new InMemoryBucket(), () -> now).run();
        now = now.plus(Duration.ofDays(1));
        run(STANDING);

        assertThat(charged("2026-11-25").amount(Unit.ZONE)).isEqualTo(33_333);
        assertThat(charged("2026-11-26").amount(Unit.ZONE)).isEqualTo(33_333);
    }

    /** Killed before and after each call to the table, and begun again when there is something else. */
    @Test
    void aRunThatIsKilledAnywhereLosesNothingAndDoublesNothing() {
        for (var moment : Fault.Moment.values()) {
            for (var call = 1; call <= 9; call++) {
                table.items().forEach(item -> table.write(List.of(new Write.Delete(item.key(), Condition.ALWAYS))));
                now = Instant.parse("2026-11-23T12:00:00Z");
                run(STANDING);
                now = Instant.parse("2026-11-25T12:00:00Z");
                var fault = Fault.once(call, moment);
                try {
                    new StandingCharges(new InterceptedTable(table, fault), () -> now).run(() -> STANDING);
                    assertThat(fault.struck()).isFalse();
                } catch (InjectedFailure expected) {
                    assertThat(fault.struck()).isTrue();
                }
                run(STANDING);

                var days = new Ledger(table).month(YearMonth.of(2026, 11));
                assertThat(days).extracting(Entry::account).containsOnly(NOBODY);
                assertThat(days).hasSize(3);
                assertThat(days.stream()
                                .mapToLong(entry -> entry.tally().usage().amount(Unit.ZONE))
                                .sum())
                        .isEqualTo(1_000_000L * 25 / 30 - 1_000_000L * 22 / 30);
            }
        }
    }

    private void run(Usage standing) {
        new StandingCharges(table, () -> now).run(() -> standing);
    }

    private Usage charged(String day) {
        var hour = LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Ledger(table)
                .hour(hour).stream()
                        .filter(entry -> entry.account().equals(NOBODY))
                        .map(entry -> entry.tally().usage())
                        .reduce(Usage.NONE, Usage::plus);
    }
}
