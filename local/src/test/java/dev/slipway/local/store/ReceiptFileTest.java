package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.PricedUsage;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InMemoryTable;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.InterceptedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptFileTest {

    private static final Instant HOUR = Instant.parse("2026-03-05T10:00:00Z");
    private static final PricedUsage PRICED = PricedUsage.of(new Usage(Map.of(Unit.TABLE_READ, 2L)), "0.1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReceiptFile file;

    private final InMemoryTable table = new InMemoryTable();
    private final Ledger ledger = new Ledger(table);

    @BeforeEach
    void open() {
        file = ReceiptFile.open(folder, HOUR);
    }

    /** Or who is killed then leaves a ledger that says more than its receipts do. */
    @Test
    void theLedgerHasNothingThatTheDiskHasNot() throws IOException {
        add("one");
        file.close();
        assertThatThrownBy(() -> file.keep(ledger)).isInstanceOf(IOException.class);
        assertThat(requests()).isZero();

        open();
        add("one");
        assertThat(file.keep(ledger)).isTrue();
        assertThat(requests()).isEqualTo(lines()).isOne();
    }

    @Test
    void whatTheLedgerDidNotTakeItGetsTheNextTime() throws IOException {
        for (var call = 1; call <= 3; call++) { // for two accounts, and for what the ledger costs
            var failing = new Ledger(new InterceptedTable(table, Fault.once(call, Fault.Moment.BEFORE)));
            add("one");
            add("two");
            assertThatThrownBy(() -> file.keep(failing)).isInstanceOf(InjectedFailure.class);
        }
        assertThat(file.keep(ledger)).isTrue();

        assertThat(requests()).isEqualTo(lines()).isEqualTo(6);
        assertThat(file.keep(ledger)).isFalse();
    }

    /** Whether the lines were added or read. */
    @Test
    void eachByteOfTheLinesIsCounted() throws IOException {
        for (var owner : List.of("one", "two", "one", "Zoë")) {
            add(owner);
            add(owner);
            file.write();
        }
        file.keep(ledger);
        assertThat(logged()).isEqualTo(bytes());

        file.close();
        open();
        add("four");
        file.keep(ledger);
        assertThat(logged()).isEqualTo(bytes());
    }

    private void add(String owner) throws IOException {
        var account = new Account(owner, owner + "/app", "", "pull");
        file.add(new Receipt(HOUR, "1", "1", account, "client", 200, "", PRICED.usage()), PRICED);
    }

    private long requests() {
        return ledger.month(YearMonth.of(2026, 3)).stream()
                .mapToLong(entry -> entry.tally().requests())
                .sum();
    }

    private long logged() {
        return ledger.month(YearMonth.of(2026, 3)).stream()
                .filter(entry -> entry.account().equals(HourlySums.LEDGER))
                .mapToLong(entry -> entry.tally().usage().amount(Unit.LOG_IN))
                .sum();
    }

    private long bytes() throws IOException {
        return Files.size(folder.resolve("2026-03-05T10.jsonl"));
    }

    private long lines() throws IOException {
        return Files.readAllLines(folder.resolve("2026-03-05T10.jsonl")).size();
    }
}
