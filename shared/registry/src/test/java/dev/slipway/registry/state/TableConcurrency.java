package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link TableContract} about writers that meet. */
interface TableConcurrency {

    int WRITERS = 8;

    /** The table under test. */
    Table table();

    @Test
    default void oneOfManyWritersWinsAnAbsentKey() throws Exception {
        for (var round = 0; round < 5; round++) {
            var key = Fresh.key();
            var refused = Together.run(
                    WRITERS,
                    writer -> table().write(
                                    List.of(new Write.Put(Item.at(key).with("writer", writer), Condition.ABSENT))));

            var winner = onlyWinner(refused, Set.of(key));
            assertThat(table().get(key).orElseThrow().number("writer")).isEqualTo(winner);
        }
    }

    @Test
    default void oneOfManyWritersWinsAValueAndItsCompanionIsTheOnlyOne() throws Exception {
        for (var round = 0; round < 5; round++) {
            var shared = Fresh.key();
            var partition = Fresh.partition();
            table().write(List.of(new Write.Put(Item.at(shared).with("version", 1), Condition.ALWAYS)));

            var refused = Together.run(
                    WRITERS,
                    writer -> table().write(List.of(
                            new Write.Put(Item.at(new Key(partition, "writer-" + writer)), Condition.ABSENT),
                            new Write.Put(Item.at(shared).with("version", 2), Condition.equal("version", 1)))));

            var winner = onlyWinner(refused, Set.of(shared));
            assertThat(table().query(Query.all(partition, "")))
                    .containsExactly(Item.at(new Key(partition, "writer-" + winner)));
        }
    }

    @Test
    default void everyAdditionCounts() throws Exception {
        var key = Fresh.key();
        var other = Fresh.key();

        Together.run(WRITERS, writer -> {
            for (var time = 0; time < 10; time++) {
                table().write(List.of(add(key, 1)));
                table().write(List.of(add(key, 1), add(other, 2)));
            }
            return writer;
        });

        assertThat(table().get(key).orElseThrow().number("count")).isEqualTo(WRITERS * 20);
        assertThat(table().get(other).orElseThrow().number("count")).isEqualTo(WRITERS * 20);
    }

    @Test
    default void writersThatTakeTheSameKeysInAnyOrderAllGetThrough() throws Exception {
        var keys = List.of(Fresh.key(), Fresh.key(), Fresh.key());

        Together.run(WRITERS, writer -> {
            var order = new ArrayList<>(keys);
            Collections.rotate(order, writer);
            for (var time = 0; time < 10; time++) {
                assertThat(table().write(order.stream().map(key -> add(key, 1)).toList()))
                        .isEmpty();
            }
            return writer;
        });

        assertThat(table().getAll(keys).values())
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.number("count")).isEqualTo(WRITERS * 10));
    }

    @Test
    default void noLookAndSwapIsLost() throws Exception {
        var key = Fresh.key();
        table().write(List.of(new Write.Put(Item.at(key).with("count", 0), Condition.ALWAYS)));

        Together.run(4, writer -> {
            for (var time = 0; time < 10; time++) {
                increaseOnce(key);
            }
            return writer;
        });

        assertThat(table().get(key).orElseThrow().number("count")).isEqualTo(40);
    }

    private void increaseOnce(Key key) {
        Set<Key> refused;
        do {
            var count = table().get(key).orElseThrow().number("count");
            refused = table().write(List.of(
                    new Write.Put(Item.at(key).with("count", count + 1), Condition.equal("count", count))));
        } while (!refused.isEmpty());
    }

    private static Write add(Key key, long amount) {
        return new Write.Update(key, Map.of(), Map.of("count", amount), Condition.ALWAYS);
    }

    private static int onlyWinner(List<Set<Key>> refused, Set<Key> lost) {
        assertThat(refused).filteredOn(Set::isEmpty).hasSize(1);
        assertThat(refused).allMatch(keys -> keys.isEmpty() || keys.equals(lost));
        return refused.indexOf(Set.of());
    }
}
