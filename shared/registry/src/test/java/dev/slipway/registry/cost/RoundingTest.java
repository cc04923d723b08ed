package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RoundingTest {

    private static final BigDecimal LEAST = new BigDecimal("0.01");

    @Property
    void eachIsNextToWhatItWasAndAllAddUp(
            @ForAll @Size(min = 1, max = 9) List<@BigRange(min = "-3", max = "3") @Scale(7) BigDecimal> exact) {
        var total = Rounding.round(sum(exact), 2);

        var rounded = Rounding.toTotal(exact, total, 2);

        assertThat(sum(rounded)).isEqualByComparingTo(total);
        for (var i = 0; i < exact.size(); i++) {
            assertThat(rounded.get(i).scale()).isEqualTo(2);
            assertThat(rounded.get(i).subtract(exact.get(i)).abs()).isLessThan(LEAST);
        }
    }

    /** Such as one that was rounded before. */
    @Property
    void allAddUpToAnyTotal(
            @ForAll @Size(min = 1, max = 9) List<@BigRange(min = "-3", max = "3") @Scale(7) BigDecimal> exact,
            @ForAll @BigRange(min = "-30", max = "30") @Scale(2) BigDecimal total) {
        assertThat(sum(Rounding.toTotal(exact, total, 2))).isEqualByComparingTo(total);
    }

    @Test
    void thoseOfWhichMostWasLeftOutAreRoundedUp() {
        var exact = List.of(new BigDecimal("0.3333"), new BigDecimal("0.3337"), new BigDecimal("0.333"));

        assertThat(Rounding.toTotal(exact, BigDecimal.ONE, 2))
                .containsExactly(new BigDecimal("0.33"), new BigDecimal("0.34"), new BigDecimal("0.33"));
        assertThat(Rounding.toTotal(List.of(), BigDecimal.ZERO, 2)).isEmpty();
    }

    private static BigDecimal sum(List<BigDecimal> all) {
        return all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
