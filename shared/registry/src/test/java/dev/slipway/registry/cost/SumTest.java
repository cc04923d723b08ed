package dev.slipway.registry.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is added up, and what was answered of it before. */
final class SumTest {

    @Test
    void whatItHadComeToStaysAsItWas() {
        var sum = new Sum();
        sum.add(Unit.TABLE_READ, 1);
        var first = sum.usage();
        sum.add(Unit.TABLE_READ, 2);
        var second = sum.usage();
        sum.add(new Usage(Map.of(Unit.TABLE_WRITE, 4L)));

        assertThat(first).isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 1L)));
        assertThat(second).isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 3L)));
        assertThat(sum.usage()).isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 3L, Unit.TABLE_WRITE, 4L)));
    }
}
