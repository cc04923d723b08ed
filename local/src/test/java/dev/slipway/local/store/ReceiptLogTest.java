package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Entry;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.PricedUsage;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.InMemoryTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptLogTest {

    private static final Account ACCOUNT = new Account("team", "team/app", "Ev3ntsT0ken1", "pull");
    private static final Account OTHER = new Account("team", "team/app", "", "pull");
    private static final Usage READ = new Usage(Map.of(Unit.TABLE_READ, 2L));
    private static final PricedUsage PRICED = PricedUsage.of(READ, "0.1");

    /** Requests of each of those who come at once: enough to meet each other. */
    private static final int MANY = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final InMemoryTable table = new InMemoryTable();
    private final Ledger ledger = new Ledger(table);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Instant now = Instant.now();

    @Test
    void receiptsAreInTheLedgerWhenTheLogIsClosed() throws IOException {
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
            log.accept(receipt(now, ACCOUNT), PRICED);
            log.accept(receipt(now, OTHER), PRICED);
        }

        assertThat(requests(ACCOUNT)).isEqualTo(2);
        assertThat(reads(ACCOUNT)).isEqualTo(4);
        assertThat(requests(OTHER)).isEqualTo(1);
        assertThat(said()).isEmpty();
        assertThat(Files.readAllLines(file(now))).hasSize(3).allMatch(line -> line.contains("\"usd\":\"0.1\""));
    }

    /** What receipts and ledger cost themselves: the bytes of the lines, and a write for each account and the ledger's own. */
    @Test
    void whatTheLedgerCostsIsItsOwn() throws IOException {
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
            log.accept(receipt(now, OTHER), PRICED);
        }

        assertThat(entry(HourlySums.LEDGER).tally())
                .isEqualTo(new Tally(0, new Usage(Map.of(Unit.LOG_IN, Files.size(file(now)), Unit.TABLE_WRITE, 3L))));
    }

    /** The names of clients are cut off, be it in the middle of a letter of two halves. */
    @Test
    void eachReceiptIsALineWhateverItsClientIsCalled() throws IOException {
        var clients = List.of("a".repeat(59) + "\uD83D\uDE00", "\uD83D", "\n\"\\", "é\u2028", "");
        try (var log = open()) {
            for (var client : clients) {
                log.accept(new Receipt(now, "id", "id", ACCOUNT, client, 200, "", READ), PRICED);
            }
        }

        assertThat(Files.readAllLines(file(now)))
                .containsExactlyElementsOf(clients.stream()
                        .map(client -> new Receipt(now, "id", "id", ACCOUNT, client, 200, "", READ).line("0.1"))
                        .map(line -> new String(line.getBytes(UTF_8), UTF_8))
                        .toList());
        assertThat(requests(ACCOUNT)).isEqualTo(clients.size());
        assertThat(said()).isEmpty();
    }

    @Test
    void aReceiptWaitsWhereItsFileCannotBeMade() throws IOException, InterruptedException {
        try (var log = open()) {
            Files.delete(folder);
            log.accept(receipt(now, ACCOUNT), PRICED);
            var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (said().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(said()).startsWith("slipway: while keeping receipts: ");
            Files.createDirectory(folder);
        }

        assertThat(requests(ACCOUNT)).isEqualTo(1);
    }

    /** Also of those who come while the files are worked on. */
    @Test
    void allReceiptsAreKeptWhoeverComesAtOnce() throws IOException, InterruptedException {
        var threads = new ArrayList<Thread>();
        try (var log = open()) {
            for (var account : List.of(ACCOUNT, OTHER, ACCOUNT, OTHER)) {
                threads.add(Thread.ofVirtual().start(() -> {
                    for (var receipt = 0; receipt < MANY; receipt++) {
                        log.accept(receipt(now, account), PRICED);
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
        }

        assertThat(List.of(requests(ACCOUNT), requests(OTHER))).containsOnly(2L * MANY);
        assertThat(List.of(reads(ACCOUNT), reads(OTHER))).containsOnly(4L * MANY);
        assertThat(Files.readAllLines(file(now)))
                .hasSize(4 * MANY)
                .allSatisfy(line -> assertThat(Receipt.read(line).usage()).isEqualTo(READ));
        assertThat(said()).isEmpty();
    }

    @Test
    void theLedgerIsSecondsBehind() throws InterruptedException {
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
            var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (find(ACCOUNT).isEmpty() && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(requests(ACCOUNT)).isEqualTo(1);
        }
    }

    /** A process was killed after it had written its lines, once before the ledger had them and once after. */
    @Test
    void whatAKilledProcessWroteIsCountedOnce() throws IOException {
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
        }
        Files.writeString(file(now), receipt(now, ACCOUNT).line("0.1") + "\n", StandardOpenOption.APPEND);
        open().close();
        open().close();

        assertThat(requests(ACCOUNT)).isEqualTo(2);
        assertThat(reads(ACCOUNT)).isEqualTo(4);
        assertThat(said()).isEmpty();
    }

    @Test
    void aLineThatWasNotWrittenToItsEndGoes() throws IOException {
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
        }
        var line = receipt(now, ACCOUNT).line("0.1");
        for (var torn : List.of(line.substring(0, 40), line)) {
            Files.writeString(file(now), torn, StandardOpenOption.APPEND);
            try (var log = open()) {
                log.accept(receipt(now, ACCOUNT), PRICED);
            }
        }

        assertThat(requests(ACCOUNT)).isEqualTo(3);
        assertThat(Files.readAllLines(file(now))).hasSize(3);
        assertThat(said()).isEmpty();
    }

    @Test
    void anHourThatIsOverIsDoneAndComesBackIfTheClockIsSetBack() throws IOException {
        var before = now.minus(2, ChronoUnit.HOURS);
        try (var log = open()) {
            log.accept(receipt(before, ACCOUNT), PRICED);
        }
        assertThat(file(before)).doesNotExist();
        try (var log = open()) {
            log.accept(receipt(before, ACCOUNT), PRICED);
        }

        assertThat(ledger.month(YearMonth.from(before.atZone(ZoneOffset.UTC))).stream()
                        .filter(entry -> entry.account().equals(ACCOUNT)))
                .singleElement()
                .extracting(Entry::tally)
                .isEqualTo(new Tally(2, READ.plus(READ)));
    }

    @Test
    void linesThatAreNoReceiptsAreToldOfAndPassedOver() throws IOException {
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
        }
        Files.writeString(file(now), "nonsense\n", StandardOpenOption.APPEND);
        try (var log = open()) {
            log.accept(receipt(now, ACCOUNT), PRICED);
        }

        assertThat(requests(ACCOUNT)).isEqualTo(2);
        assertThat(said()).startsWith("slipway: of the receipts of ").endsWith(", lines that are none: 1\n");
    }

    private ReceiptLog open() {
        return ReceiptLog.open(folder, ledger, month -> {}, new PrintStream(err, true, UTF_8));
    }

    private String said() {
        return err.toString(UTF_8);
    }

    private YearMonth month() {
        return YearMonth.from(now.atZone(ZoneOffset.UTC));
    }

    private Entry entry(Account account) {
        return find(account).orElseThrow();
    }

    private Optional<Entry> find(Account account) {
        return ledger.month(month()).stream()
                .filter(entry -> entry.account().equals(account))
                .findFirst();
    }

    private long requests(Account account) {
        return entry(account).tally().requests();
    }

    private long reads(Account account) {
        return entry(account).tally().usage().amount(Unit.TABLE_READ);
    }

    private Path file(Instant time) {
        var hour = time.truncatedTo(ChronoUnit.HOURS).atZone(ZoneOffset.UTC);
        return folder.resolve(hour.toLocalDate() + "T" + "%02d".formatted(hour.getHour()) + ".jsonl");
    }

    private static Receipt receipt(Instant time, Account account) {
        return new Receipt(time.truncatedTo(ChronoUnit.MILLIS), "1", "1", account, "client", 200, "", READ);
    }
}
