package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@link TableContract} about conditions: each kind, holding and not holding, on each kind of write. */
interface TableConditions {

    /** What the condition is asked of, where there is an item. */
    Map<String, Value> ATTRIBUTES = Map.of(
            "text", new Value.Text("t"),
            "noText", new Value.Text(""),
            "whole", new Value.Whole(5),
            "texts", new Value.Texts(List.of("a", "b")),
            "bytes", new Value.Bytes(new byte[] {1, 2}));

    /** The table under test. */
    Table table();

    static Stream<Arguments> conditions() {
        return Stream.of(
                // condition, holds on the item, holds where there is none
                arguments(Condition.ALWAYS, true, true),
                arguments(Condition.EXISTS, true, false),
                arguments(Condition.ABSENT, false, true),
                arguments(Condition.equal("text", "t"), true, false),
                arguments(Condition.equal("text", "T"), false, false),
                arguments(Condition.equal("text", ""), false, false),
                arguments(Condition.equal("noText", ""), true, false),
                arguments(Condition.equal("missing", ""), false, false),
                arguments(Condition.equal("whole", 5), true, false),
                arguments(Condition.equal("whole", 6), false, false),
                arguments(Condition.equal("missing", 0), false, false),
                arguments(Condition.equal("whole", "5"), false, false),
                arguments(new Condition.Equal("texts", new Value.Texts(List.of("a", "b"))), true, false),
                arguments(new Condition.Equal("texts", new Value.Texts(List.of("b", "a"))), false, false),
                arguments(new Condition.Equal("bytes", new Value.Bytes(new byte[] {1, 2})), true, false),
                arguments(new Condition.Equal("bytes", new Value.Bytes(new byte[] {1})), false, false),
                arguments(new Condition.MissingOrBelow("whole", 6), true, false),
                arguments(new Condition.MissingOrBelow("whole", 5), false, false),
                arguments(new Condition.MissingOrBelow("whole", 4), false, false),
                arguments(new Condition.MissingOrBelow("missing", 0), true, false),
                arguments(new Condition.MissingOrBelow("text", 9), false, false),
                arguments(new Condition.Without("missing"), true, false),
                arguments(new Condition.Without("whole"), false, false),
                arguments(new Condition.Without("noText"), false, false),
                arguments(Condition.all(Condition.EXISTS, Condition.equal("whole", 5)), true, false),
                arguments(Condition.all(Condition.EXISTS, Condition.equal("whole", 6)), false, false),
                arguments(Condition.all(Condition.equal("text", "t"), Condition.equal("whole", 5)), true, false),
                arguments(Condition.all(Condition.equal("text", "x"), Condition.equal("whole", 5)), false, false),
                arguments(
                        Condition.all(
                                new Condition.MissingOrBelow("whole", 6), new Condition.MissingOrBelow("missing", 6)),
                        true,
                        false),
                arguments(
                        Condition.all(
                                new Condition.MissingOrBelow("whole", 6), new Condition.MissingOrBelow("whole", 5)),
                        false,
                        false));
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.registry.state.TableConditions#conditions")
    default void putsWhereTheConditionHolds(Condition condition, boolean onItem, boolean onNone) {
        BiFunction<Key, Condition, Write> put =
                (key, asked) -> new Write.Put(Item.at(key).with("new", 1), asked);

        verify(put, condition, onItem, Optional.of(Map.of("new", new Value.Whole(1))), true);
        verify(put, condition, onNone, Optional.of(Map.of("new", new Value.Whole(1))), false);
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.registry.state.TableConditions#conditions")
    default void deletesWhereTheConditionHolds(Condition condition, boolean onItem, boolean onNone) {
        verify(Write.Delete::new, condition, onItem, Optional.empty(), true);
        verify(Write.Delete::new, condition, onNone, Optional.empty(), false);
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.registry.state.TableConditions#conditions")
    default void updatesWhereTheConditionHolds(Condition condition, boolean onItem, boolean onNone) {
        BiFunction<Key, Condition, Write> update = (key, asked) ->
                new Write.Update(key, Map.of("text", new Value.Text("new")), Map.of("whole", 2L), asked);
        var changed = new HashMap<>(ATTRIBUTES);
        changed.putAll(Map.of("text", new Value.Text("new"), "whole", new Value.Whole(7)));

        verify(update, condition, onItem, Optional.of(changed), true);
        verify(
                update,
                condition,
                onNone,
                Optional.of(Map.of("text", new Value.Text("new"), "whole", new Value.Whole(2))),
                false);
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.registry.state.TableConditions#conditions")
    default void checksAmongOtherWritesWhetherTheConditionHolds(Condition condition, boolean onItem, boolean onNone) {
        verifyCheck(condition, onItem, true);
        verifyCheck(condition, onNone, false);
    }

    private void verify(
            BiFunction<Key, Condition, Write> write,
            Condition condition,
            boolean holds,
            Optional<Map<String, Value>> written,
            boolean present) {
        var alone = prepared(present);
        var before = table().get(alone).map(Item::attributes);

        var refused = table().write(List.of(write.apply(alone, condition)));

        assertThat(refused).isEqualTo(holds ? Set.of() : Set.of(alone));
        assertThat(table().get(alone).map(Item::attributes)).isEqualTo(holds ? written : before);
        verifyAmongOthers(write, condition, holds, written, present);
    }

    private void verifyAmongOthers(
            BiFunction<Key, Condition, Write> write,
            Condition condition,
            boolean holds,
            Optional<Map<String, Value>> written,
            boolean present) {
        var key = prepared(present);
        var before = table().get(key).map(Item::attributes);
        var companion = Item.at(Fresh.key());

        var refused = table().write(List.of(new Write.Put(companion, Condition.ALWAYS), write.apply(key, condition)));

        assertThat(refused).isEqualTo(holds ? Set.of() : Set.of(key));
        assertThat(table().get(key).map(Item::attributes)).isEqualTo(holds ? written : before);
        assertThat(table().get(companion.key()).isPresent()).isEqualTo(holds);
    }

    private void verifyCheck(Condition condition, boolean holds, boolean present) {
        var key = prepared(present);
        var before = table().get(key);
        var companion = Item.at(Fresh.key());

        var refused =
                table().write(List.of(new Write.Check(key, condition), new Write.Put(companion, Condition.ALWAYS)));

        assertThat(refused).isEqualTo(holds ? Set.of() : Set.of(key));
        assertThat(table().get(companion.key()).isPresent()).isEqualTo(holds);
        assertThat(table().get(key)).isEqualTo(before);
    }

    private Key prepared(boolean present) {
        var key = Fresh.key();
        if (present) {
            table().write(List.of(new Write.Put(new Item(key, ATTRIBUTES), Condition.ALWAYS)));
        }
        return key;
    }
}
