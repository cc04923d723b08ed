package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.state.InMemoryTable;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PeriodsTest {

    private static final Account PULLS = new Account("team", "team/app", "", "pull");
    private static final Receipts RECEIPTS =
            new Receipts(Optional.of(PriceFile.bundled("us-east-1")), (receipt, priced) -> {});

    private final Ledger ledger = new Ledger(new InMemoryTable());

    @Test
    void aMonthThatIsOverIsBesideTheWholeMonthBefore() {
        keep("2026-11-01T00:00:00Z");
        keep("2026-11-30T23:00:00Z");
        keep("2026-12-31T23:00:00Z");

        var periods = read(YearMonth.of(2026, 12), "2027-01-01T00:00:00Z");

        assertThat(periods.runs()).isFalse();
        assertThat(periods.before().requests()).isEqualTo(2);
        assertThat(periods.now().requests()).isEqualTo(1);
    }

    @Test
    void aMonthThatRunsIsBesideAsMuchOfTheMonthBefore() {
        keep("2026-11-10T11:00:00Z");
        keep("2026-11-10T12:00:00Z");
        keep("2026-11-10T13:00:00Z");
        keep("2026-12-10T12:00:00Z");

        var periods = read(YearMonth.of(2026, 12), "2026-12-10T12:30:00Z");

        assertThat(periods.runs()).isTrue();
        assertThat(periods.before().requests()).isEqualTo(2);
        assertThat(periods.now().requests()).isEqualTo(1);
        assertThat(periods.of(account -> false).now().requests()).isZero();
    }

    /** The price file has them from November on; where nothing was used, nothing has to be priced. */
    @Test
    void aMonthBeforeWithoutPricesMattersOnlyWhereItWasUsed() {
        keep("2026-11-10T12:00:00Z");
        assertThat(read(YearMonth.of(2026, 11), "2026-12-01T00:00:00Z").before().total())
                .isZero();

        keep("2026-10-10T12:00:00Z");
        assertThatThrownBy(() -> read(YearMonth.of(2026, 11), "2026-12-01T00:00:00Z"))
                .isInstanceOf(UnknownPriceException.class);
    }

    private Periods read(YearMonth month, String time) {
        return Periods.read(ledger, RECEIPTS, month, Instant.parse(time));
    }

    private void keep(String hour) {
        ledger.keep(Instant.parse(hour), PULLS, new Tally(1, new Usage(Map.of(Unit.TABLE_READ, 1L))));
    }
}
