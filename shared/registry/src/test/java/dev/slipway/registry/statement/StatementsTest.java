package dev.slipway.registry.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Stores;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.HourlySums;
import dev.slipway.registry.cost.Tally;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.state.Fault;
import dev.slipway.registry.state.InjectedFailure;
import dev.slipway.registry.state.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the second of December. */
final class StatementsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String ALL = "statements/2026-11.html";
    private static final String ANN = "statements/2026-11/ann.html";
    private static final String TEAM = "statements/2026-11/the.team.html";

    private final Stores stores = new Stores();

    @BeforeEach
    void use() {
        var owners = stores.registry().owners();
        owners.create(new OwnerName("ann"), Owner.Kind.USER, new OwnerName("ann"));
        owners.create(new OwnerName("the.team"), Owner.Kind.ORGANIZATION, new OwnerName("ann"));
        owners.create(new OwnerName("idle"), Owner.Kind.ORGANIZATION, new OwnerName("ann"));
        keep(new Account("ann", "ann/app", "", "pull"));
        keep(new Account("the.team", "the.team/app", "", "pull"));
        keep(new Account("nobody", "nobody/app", "", "pull"));
        keep(new Account("nobody/../x", "", "", "pull"));
        keep(HourlySums.LEDGER);
        stores.pass(Duration.between(Stores.START, Instant.parse("2026-12-02T05:00:00Z")));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void eachOwnerThatUsedAnythingGetsOneAndTheAdministratorOneOfAll() {
        assertThat(stores.registry().statements().areMissing()).isTrue();

        assertThat(stores.registry().statements().write(() -> true))
                .isEqualTo(new Statements.Report(NOVEMBER, 3, true));

        assertThat(written()).containsOnlyKeys(ALL, ANN, TEAM);
        assertThat(written().get(TEAM)).contains("the.team/app").doesNotContain("ann/app", "nobody/app");
        assertThat(written().get(ALL)).contains("the.team/app", "ann/app", "nobody/app", "id=\"ledger\"");
        assertThat(stores.registry().statements().areMissing()).isFalse();
    }

    @Test
    void whoeverWritesAgainWritesTheSame() {
        stores.registry().statements().write(() -> true);
        var first = written();
        stores.pass(Duration.ofDays(1));

        stores.registry().statements().write(() -> true);

        assertThat(written()).isEqualTo(first);
    }

    @Test
    void whoeverIsOutOfTimeSaysSo() {
        var turns = new ArrayList<>(List.of(true, false));

        assertThat(stores.registry().statements().write(turns::removeFirst))
                .isEqualTo(new Statements.Report(NOVEMBER, 1, false));

        assertThat(written()).containsOnlyKeys(ANN);
        assertThat(stores.registry().statements().areMissing()).isTrue();
    }

    /** Killed before and after each call, and begun again: that of all is there last. */
    @Test
    void aRunThatIsKilledAnywhereIsDoneAgain() {
        stores.registry().statements().write(() -> true);
        var whole = written();
        for (var moment : Fault.Moment.values()) {
            for (var call = 1; killed(Fault.once(call, moment)); call++) {
                if (!stores.registry().statements().areMissing()) {
                    assertThat(written()).isEqualTo(whole);
                }
                stores.registry().statements().write(() -> true);
                assertThat(written()).isEqualTo(whole);
            }
        }
    }

    @Test
    void nothingSweepsThem() {
        stores.registry().statements().write(() -> true);
        stores.pass(Duration.ofDays(400));

        stores.registry().sweep().run(() -> true);
        stores.registry().sweep().run(() -> true);

        assertThat(written()).hasSize(3);
    }

    /** The ledger may lack the month's last hour until then. */
    @Test
    void theyAreWrittenFromThreeInTheMorningOn() {
        stores.pass(Duration.between(stores.now(), Instant.parse("2026-12-01T02:59:59Z")));
        assertThat(stores.registry().statements().write(() -> true).written()).isZero();

        stores.pass(Duration.ofSeconds(1));
        assertThat(stores.registry().statements().write(() -> true).written()).isEqualTo(3);
    }

    @Test
    void ofAMonthOfNothingThereIsNone() {
        stores.pass(Duration.ofDays(31));

        assertThat(stores.registry().statements().write(() -> true))
                .isEqualTo(new Statements.Report(YearMonth.of(2026, 12), 0, true));
        assertThat(stores.registry().statements().areMissing()).isFalse();
    }

    private boolean killed(Fault fault) {
        stores.bucket().list("").forEach(stores.bucket()::delete);
        try {
            stores.registry(fault).statements().write(() -> true);
        } catch (InjectedFailure expected) {
            assertThat(fault.struck()).isTrue();
        }
        return fault.struck();
    }

    private void keep(Account account) {
        stores.registry()
                .ledger()
                .keep(Stores.START, account, new Tally(1, new Usage(Map.of(Unit.BUCKET_WRITE, 1000L))));
    }

    private Map<String, String> written() {
        var written = new TreeMap<String, String>();
        for (var key : stores.bucket().list("")) {
            written.put(key.value(), read(key));
        }
        return written;
    }

    private String read(ObjectKey key) {
        try (var in = stores.bucket().open(key).orElseThrow()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
