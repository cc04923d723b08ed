package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatableTest {

    private static final Key KEY = new Key("p", "s");

    static Stream<Write> thatMayBeMadeTwice() {
        return Stream.of(
                put(Condition.ALWAYS),
                put(Condition.EXISTS),
                put(Condition.equal("n", 5)),
                put(new Condition.MissingOrBelow("n", 6)),
                put(new Condition.MissingOrBelow("other", 1)),
                put(new Condition.Without("other")),
                set(new Condition.Without("other")),
                set(Condition.ALWAYS),
                set(Condition.EXISTS),
                set(Condition.equal("n", 5)),
                set(Condition.equal("other", "as it was")),
                set(new Condition.MissingOrBelow("n", 6)),
                set(new Condition.MissingOrBelow("other", 1)),
                put(Condition.all(Condition.EXISTS, Condition.equal("n", 5))),
                new Write.Delete(KEY, Condition.ALWAYS),
                new Write.Delete(KEY, Condition.all(Condition.ALWAYS)),
                new Write.Delete(KEY, Condition.ABSENT));
    }

    static Stream<Write> thatMayNot() {
        return Stream.of(
                put(Condition.ABSENT),
                put(Condition.equal("n", 4)),
                put(Condition.equal("n", "5")),
                put(Condition.equal("other", "gone after it")),
                put(new Condition.MissingOrBelow("n", 5)),
                put(new Condition.Without("n")),
                set(new Condition.Without("n")),
                set(Condition.ABSENT),
                set(Condition.equal("n", 4)),
                set(new Condition.MissingOrBelow("n", 5)),
                new Write.Update(KEY, Map.of(), Map.of("count", 1L), Condition.ALWAYS),
                put(Condition.all(Condition.EXISTS, Condition.equal("n", 4))),
                new Write.Delete(KEY, Condition.EXISTS),
                new Write.Delete(KEY, Condition.all(Condition.EXISTS)),
                new Write.Delete(KEY, Condition.equal("n", 5)),
                new Write.Delete(KEY, new Condition.MissingOrBelow("n", 5)));
    }

    @ParameterizedTest
    @MethodSource
    void thatMayBeMadeTwice(Write write) {
        assertThat(Repeatable.isRepeatable(write)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void thatMayNot(Write write) {
        assertThat(Repeatable.isRepeatable(write)).isFalse();
    }

    private static Write put(Condition condition) {
        return new Write.Put(Item.at(KEY).with("n", 5), condition);
    }

    private static Write set(Condition condition) {
        return new Write.Update(KEY, Map.of("n", new Value.Whole(5)), Map.of(), condition);
    }
}
