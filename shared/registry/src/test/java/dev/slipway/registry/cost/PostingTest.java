package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.ReceiptLines.Line;
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

    /** Of one request. */
    private static final Map<Unit, Long> USED =
            Map.of(Unit.TABLE_READ, 2L, Unit.LAMBDA_REQUEST, 1L, Unit.LAMBDA_TIME, 10L);

    private final InMemoryTable table = new InMemoryTable();
    private final List<Line> log = new ArrayList<>();
    private Instant now = START;

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
        add(START, "START RequestId: 1");
        add(START, "{\"audit\":\"token-issued\"}");
        now = START.plus(Duration.ofHours(2));

        post();

        assertThat(requests()).isEmpty();
    }

    /** Logged a moment after the hour it belongs to, a moment before, and an hour late. */
    @Test
    void aLineIsPostedInItsHourWheneverItComes() {
        add(START.plusSeconds(3601), receipt(START.plusSeconds(3599), ALICE).line("0"));
        add(START.minusSeconds(1), receipt(START.plusSeconds(1), ALICE).line("0"));
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

    /** The report comes after the receipt or, logged within the same millisecond, before it; of another instance it is another's. */
    @Test
    void whatLambdaBillsTakesThePlaceOfTheTimeThatWasMeasured() {
        log(START.plusSeconds(1), ALICE);
        add(START.plusSeconds(1), report(START.plusSeconds(1), "Billed Duration: 7 ms\tMemory Size: 100 MB"));
        add(START.plusSeconds(2), report(START.plusSeconds(2), "Billed Duration: 9 ms\tMemory Size: 100 MB"));
        log(START.plusSeconds(2), ALICE);
        log(START.plusSeconds(3), BOB);
        log.add(new Line(
                START.plusSeconds(3),
                "another",
                report(START.plusSeconds(3), "Billed Duration: 5 ms\tMemory Size: 100 MB")));
        now = START.plus(Duration.ofHours(2));
        post();

        assertThat(time(ALICE)).isEqualTo(700 + 900);
        assertThat(time(BOB)).isEqualTo(10);
        assertThat(time(Invocations.PLATFORM)).isEqualTo(500);
        assertThat(amount(Unit.LAMBDA_REQUEST)).isEqualTo(4);
        assertThat(requests()).containsEntry(Invocations.PLATFORM, 1L);
    }

    /** At the end of one hour and the beginning of the next, each read twice. */
    @Test
    void anInvocationIsInOneHourWhateverTheOrderOfItsLines() {
        for (var end : List.of(3599, 3600, 3601)) {
            for (var reported : List.of(3599, 3600, 3601)) {
                log.clear();
                log(START.plusSeconds(end), ALICE);
                add(
                        START.plusSeconds(reported),
                        report(START.plusSeconds(end), "Billed Duration: 7 ms\tMemory Size: 100 MB"));
                now = START.plus(Duration.ofHours(3));
                post();

                assertThat(amount(Unit.LAMBDA_TIME)).isEqualTo(700);
                assertThat(amount(Unit.LAMBDA_REQUEST)).isEqualTo(1);
                table.items().forEach(item -> table.write(List.of(new Write.Delete(item.key(), Condition.ALWAYS))));
            }
        }
    }

    @Test
    void linesThatLambdaLogsArePaidForToo() {
        var report = report(START, "Billed Duration: 7 ms\tMemory Size: 100 MB");
        add(START.plusSeconds(1), report);
        now = START.plus(Duration.ofHours(2));
        post();

        assertThat(entry(Invocations.PLATFORM).tally().usage().amount(Unit.LOG_IN))
                .isEqualTo(report.length() + 117);
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

    private void read(Instant from, Instant to, Consumer<Line> line) {
        log.stream()
                .filter(logged -> !logged.time().isBefore(from) && logged.time().isBefore(to))
                .forEach(line);
    }

    private void log(Instant time, Account account) {
        add(time, receipt(time, account).line("0"));
    }

    private void add(Instant time, String text) {
        log.add(new Line(time, "stream", text));
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

    private long time(Account account) {
        return entry(account).tally().usage().amount(Unit.LAMBDA_TIME);
    }

    private Entry entry(Account account) {
        return entries().stream()
                .filter(entry -> entry.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static String report(Instant invocation, String rest) {
        return "REPORT RequestId: %08x-0000-4000-8000-000000000000\tDuration: 6.51 ms\t%s\tMax Memory Used: 9 MB"
                .formatted(invocation.getEpochSecond(), rest);
    }

    private List<Entry> entries() {
        return new Ledger(table).month(MONTH);
    }

    private static Receipt receipt(Instant time, Account account) {
        var id = "%08x".formatted(time.getEpochSecond());
        return new Receipt(time, "1", id, account, "", 200, "", new Usage(USED));
    }
}
