package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 10);

    /** $3 for each 10; above 1,000 $2, above 5,000 $1; 100 are free. */
    private static final Prices TIERS = Prices.of(
            new PriceFile(
                    "r",
                    List.of(
                            line("log-in", 5000, "1", "2026-01-01"),
                            line("log-in", 0, "3", "2026-01-01"),
                            line("log-in", 1000, "2", "2026-01-01")),
                    Map.of("log-in", 100L)),
            DAY);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 0, 0.3",
        "100, 0, 30",
        "101, 0.3, 30.3",
        "1000, 270, 300",
        "1100, 300, 320",
        "1101, 300.2, 320.2",
        "5100, 1100, 1110",
        "7100, 1300, 1310",
    })
    void aMonthGoesThroughTheTiersAfterWhatIsFree(long amount, BigDecimal month, BigDecimal withoutFree) {
        assertThat(TIERS.month("log-in", amount)).isEqualByComparingTo(month);
        assertThat(TIERS.monthWithoutFree("log-in", amount)).isEqualByComparingTo(withoutFree);
    }

    @Test
    void theListPriceIsTheFirstTiersAndNothingIsFree() {
        assertThat(TIERS.list(Unit.LOG_IN, 7100)).isEqualByComparingTo("2130");
        assertThat(TIERS.list(Usage.NONE.plus(Unit.LOG_IN, 10).plus(Unit.LOG_IN, 20)))
                .isEqualByComparingTo("9");
        assertThat(TIERS.free("log-in")).isEqualTo(100);
        assertThat(TIERS.free("table-read")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01, 3", "2026-06-30, 3", "2026-07-01, 4", "2026-11-30, 4", "2026-12-01, 9"})
    void theNewestLineOfATierHoldsFromItsDay(LocalDate day, BigDecimal usd) {
        var file = new PriceFile(
                "r",
                List.of(
                        line("log-in", 0, "4", "2026-07-01"),
                        line("log-in", 0, "3", "2026-01-01"),
                        line("log-in", 0, "5", "2026-12-01"),
                        line("log-in", 0, "9", "2026-12-01")),
                Map.of());
        assertThat(Prices.of(file, day).lines("log-in").getFirst().usd()).isEqualByComparingTo(usd);
    }

    @Test
    void whatHasNoPriceThatDayIsNotFree() {
        assertThatThrownBy(() -> TIERS.list(Unit.TABLE_READ, 0))
                .isInstanceOf(UnknownPriceException.class)
                .hasMessage("no price of table-read in r is known on 2026-11-10");
        var later = new PriceFile("r", List.of(line("log-in", 0, "1", "2026-11-11")), Map.of());
        assertThatThrownBy(() -> Prices.of(later, DAY).lines("log-in")).isInstanceOf(UnknownPriceException.class);
        var high = new PriceFile("r", List.of(line("log-in", 5, "1", "2026-11-01")), Map.of());
        assertThatThrownBy(() -> Prices.of(high, DAY).lines("log-in")).isInstanceOf(UnknownPriceException.class);
    }

    private static PriceLine line(String unit, long above, String usd, String since) {
        return new PriceLine(unit, above, new BigDecimal(usd), 10, LocalDate.parse(since), "s");
    }
}
