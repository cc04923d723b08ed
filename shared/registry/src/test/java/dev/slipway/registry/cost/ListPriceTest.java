package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPriceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 10);
    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), DAY);

    @Test
    void isTheExactSumInAsManyDigits() {
        var random = new Random(1);
        var list = new ListPrice(PRICES);
        for (var turn = 0; turn < 100_000; turn++) {
            var usage = usage(random);
            assertThat(list.of(usage)).as(usage.toString()).isEqualTo(Receipts.text(PRICES.list(usage)));
        }
    }

    /** At $1 for each 2,000,000,000,000 every odd amount is as far from the one as from the other. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "2, 0.000000000001",
        "3, 0.000000000002",
        "5, 0.000000000002",
        "20, 0.00000000001",
        "999999999998, 0.499999999999",
        "999999999999, 0.5",
        "2000000000000, 1",
        "2000000000001, 1",
        "4000000000003, 2.000000000002",
        "9223372036854775807, 4611686.018427387904",
    })
    void whatIsHalfwayGoesToTheEvenDigit(long amount, String price) {
        assertThat(new ListPrice(at(2_000_000_000_000L)).of(Usage.NONE.plus(Unit.LOG_IN, amount)))
                .isEqualTo(price);
    }

    @Test
    void aUnitWithoutAPriceIsAnError() {
        var list = new ListPrice(at(1000));

        assertThatThrownBy(() -> list.of(Usage.NONE.plus(Unit.LOG_IN, 1).plus(Unit.TABLE_READ, 1)))
                .isInstanceOf(UnknownPriceException.class)
                .hasMessageContaining("table-read");
    }

    private static Prices at(long per) {
        var line = new PriceLine("log-in", 0, BigDecimal.ONE, per, LocalDate.of(2026, 1, 1), "a test");
        return Prices.of(new PriceFile("r", List.of(line), Map.of()), DAY);
    }

    private static Usage usage(Random random) {
        var amounts = new EnumMap<Unit, Long>(Unit.class);
        for (var unit : Unit.values()) {
            if (PRICES.findEach(unit).isPresent() && random.nextBoolean()) {
                amounts.put(unit, random.nextLong(1L << random.nextInt(1, 44)));
            }
        }
        return new Usage(amounts);
    }
}
