package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.InterceptedTable;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PostingTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Account ALICE = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    private static final Account BOB = new Account("team", "team/app", "", "push");

    private final InMemoryTable table = new InMemoryTable();
    private final List<Logged> log = new ArrayList<>();
    private Instant now = START;

    private record Logged(Instant time, String line) {}

    @Test
    void anHourIsPostedWhenItIsOver() {
        log(START.plusSeconds(1), ALICE);
        log(START.plusSeconds(2), ALICE);
        log(START.plusSeconds(3599), BOB);
        log(START.plusSeconds(3600), ALICE);
        now = START.plus(Duration.ofMinutes(63));
        post();
        assertThat(requests()).isEmpty();

        now = START.plus(Duration.ofMinutes(64));
        post();

        assertThat(requests()).containsExactlyInAnyOrderEntriesOf(Map.of(ALICE, 2L, BOB, 1L, HourlySums.LEDGER, 0L));
    }

    @Test
    void otherLinesAreNoReceipts() {
        log.add(new Logged(START, "START RequestId: 1"));
        log.add(new Logged(START, "{\"audit\":\"token-issued\"}"));
        now = START.plus(Duration.ofHours(2));

        post();

        assertThat(requests()).isEmpty();
    }

    /** Logged a moment after the hour it belongs to, a moment before, and an hour late. */
    @Test
    void aLineIsPostedInItsHourWheneverItComes() {
        log.add(new Logged(
                START.plusSeconds(3601), receipt(START.plusSeconds(3599), ALICE).line("0")));
        log.add(new Logged(
                START.minusSeconds(1), receipt(START.plusSeconds(1), ALICE).line("0")));
        now = START.plus(Duration.ofMinutes(65));
        post();
        log(START.plusSeconds(5), ALICE);
        now = START.plus(Duration.ofMinutes(125));
        post();
        post();

        assertThat(requests()).containsEntry(ALICE, 3L);
        assertThat(amount(Unit.TABLE_READ)).isEqualTo(6);
    }

    @Test
    void whoeverIsOutOfTimeGoesOnTheNextTime() {
        now = START.plus(Duration.ofMinutes(5));
        post();
        for (var hour = 0; hour < 5; hour++) {
            log(START.plus(Duration.ofHours(hour)), ALICE);
        }
        now = START.plus(Duration.ofHours(9));
        var hours = new ArrayList<Integer>(List.of(1, 2, 3));

        new Posting(table, this::read, () -> now).run(() -> !hours.isEmpty() && hours.removeFirst() > 0);
        assertThat(requests()).containsEntry(ALICE, 2L);
        post();

        assertThat(requests()).containsEntry(ALICE, 5L);
    }

    @Test
    void eachMonthOfWhichHoursWerePostedIsTold() {
        var told = new ArrayList<YearMonth>();
        now = Instant.parse("2026-11-30T22:30:00Z");
        new Posting(table, this::read, told::add, () -> now).run(() -> true);
        assertThat(told).containsExactly(MONTH);
        now = Instant.parse("2026-12-01T00:30:00Z");
        new Posting(table, this::read, told::add, () -> now).run(() -> true);
        assertThat(told).containsExactly(MONTH, MONTH);
        now = Instant.parse("2026-12-01T01:30:00Z");
        new Posting(table, this::read, told::add, () -> now).run(() -> true);
        assertThat(told).containsExactly(MONTH, MONTH, MONTH, MONTH.plusMonths(1));
        new Posting(table, this::read, told::add, () -> now).run(() -> false);
        assertThat(told).hasSize(4);
    }

    /** Killed before and after each call to the table: a month is told of after its last lines are in the ledger. */
    @Test
    void aMonthsEndIsToldWhoeverIsKilledWherever() {
        for (var moment : Fault.Moment.values()) {
            for (var call = 1; call <= 12; call++) {
                table.items().forEach(item -> table.write(List.of(new Write.Delete(item.key(), Condition.ALWAYS))));
                log.clear();
                now = Instant.parse("2026-11-30T23:30:00Z");
                post();
                log(Instant.parse("2026-11-30T23:59:00Z"), ALICE);
                now = Instant.parse("2026-12-01T03:00:00Z");
                var told = new HashMap<YearMonth, Long>();
                var fault = Fault.crash(call, moment);
                try {
                    tell(told, new InterceptedTable(table, fault));
                } catch (InjectedFailure expected) {
                    assertThat(fault.struck()).isTrue();
                }
                tell(told, table);

                assertThat(told).containsEntry(MONTH, 1L).containsKey(MONTH.plusMonths(1));
            }
        }
    }

    private void tell(Map<YearMonth, Long> told, Table to) {
        new Posting(to, this::read, month -> told.put(month, requests().getOrDefault(ALICE, 0L)), () -> now)
                .run(() -> true);
    }

    /** Killed before and after each call to the table, and begun again. */
    @Test
    void aRunThatIsKilledAnywhereLosesNothingAndDoublesNothing() {
        for (var moment : Fault.Moment.values()) {
            for (var call = 1; call <= 12; call++) {
                table.items().forEach(item -> table.write(List.of(new Write.Delete(item.key(), Condition.ALWAYS))));
                log.clear();
                log(START.plusSeconds(1), ALICE);
                log(START.plusSeconds(2), BOB);
                log(START.plusSeconds(3700), ALICE);
                now = START.plus(Duration.ofHours(3));
                killed(Fault.once(call, moment));
                post();

                assertThat(requests())
                        .containsExactlyInAnyOrderEntriesOf(Map.of(ALICE, 2L, BOB, 1L, HourlySums.LEDGER, 0L));
                assertThat(amount(Unit.TABLE_READ)).isEqualTo(6);
            }
        }
    }

    private void killed(Fault fault) {
        try {
            new Posting(new InterceptedTable(table, fault), this::read, () -> now).run(() -> true);
        } catch (InjectedFailure expected) {
            assertThat(fault.struck()).isTrue();
        }
    }

    private void post() {
        new Posting(table, this::read, () -> now).run(() -> true);
    }

    private void read(Instant from, Instant to, Consumer<String> line) {
        log.stream()
                .filter(logged -> !logged.time().isBefore(from) && logged.time().isBefore(to))
                .forEach(logged -> line.accept(logged.line()));
    }

    private void log(Instant time, Account account) {
        log.add(new Logged(time, receipt(time, account).line("0")));
    }

    private Map<Account, Long> requests() {
        var requests = new HashMap<Account, Long>();
        entries().forEach(entry -> requests.merge(entry.account(), entry.tally().requests(), Long::sum));
        return requests;
    }

    private long amount(Unit unit) {
        return entries().stream()
                .mapToLong(entry -> entry.tally().usage().amount(unit))
                .sum();
    }

    private List<Entry> entries() {
        return new Ledger(table).month(MONTH);
    }

    private static Receipt receipt(Instant time, Account account) {
        return new Receipt(time, "1", account, "", 200, "", new Usage(Map.of(Unit.TABLE_READ, 2L)));
    }
}
