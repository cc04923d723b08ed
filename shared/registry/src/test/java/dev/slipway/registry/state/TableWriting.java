package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link TableContract} about what writes do, alone and together. */
interface TableWriting {

    /** The table under test. */
    Table table();

    @Test
    default void putReplacesTheWholeItem() {
        var key = Fresh.key();
        write(new Write.Put(Item.at(key).with("old", 1).with("both", 1), Condition.ALWAYS));

        write(new Write.Put(Item.at(key).with("both", "text now"), Condition.ALWAYS));

        assertThat(table().get(key)).contains(Item.at(key).with("both", "text now"));
    }

    @Test
    default void deletesAnItem() {
        var key = Fresh.key();
        write(new Write.Put(Item.at(key), Condition.ALWAYS));

        write(new Write.Delete(key, Condition.ALWAYS));
        write(new Write.Delete(key, Condition.ALWAYS));

        assertThat(table().get(key)).isEmpty();
        assertThat(table().query(Query.all(key.partition(), ""))).isEmpty();
    }

    @Test
    default void updateMakesTheItemWhereThereIsNone() {
        var key = Fresh.key();

        write(update(key, Map.of("set", new Value.Text("s")), Map.of("count", 3L)));

        assertThat(table().get(key)).contains(Item.at(key).with("set", "s").with("count", 3));
    }

    @Test
    default void updateLeavesOtherAttributesAlone() {
        var key = Fresh.key();
        write(new Write.Put(Item.at(key).with("kept", "k").with("set", 1).with("count", 10), Condition.ALWAYS));

        write(update(key, Map.of("set", new Value.Text("other kind")), Map.of("count", -3L, "fresh", 0L)));

        assertThat(table().get(key))
                .contains(Item.at(key)
                        .with("kept", "k")
                        .with("set", "other kind")
                        .with("count", 7)
                        .with("fresh", 0));
    }

    @Test
    default void updateMayOnlySetOrOnlyAdd() {
        var key = Fresh.key();

        write(update(key, Map.of("texts", new Value.Texts(List.of("a"))), Map.of()));
        write(update(key, Map.of(), Map.of("count", 1L)));

        assertThat(table().get(key))
                .contains(Item.at(key).with("texts", List.of("a")).with("count", 1));
    }

    /** Names that the table's own language may reserve. */
    @Test
    default void updateTakesAnyAttributeName() {
        var key = Fresh.key();
        var names = List.of("name", "size", "set", "add", "count", "status", "key", "value", "a.b", "a-b", "#a", ":a");
        for (var name : names) {
            write(update(key, Map.of(name, new Value.Text(name)), Map.of()));
        }

        var item = table().get(key).orElseThrow();
        assertThat(names).allSatisfy(name -> assertThat(item.text(name)).isEqualTo(name));
        assertThat(names)
                .allSatisfy(name -> assertThat(table().write(List.of(new Write.Put(item, Condition.equal(name, name)))))
                        .isEmpty());
    }

    @Test
    default void addingToWhatIsNoNumberFailsAndChangesNothing() {
        var key = Fresh.key();
        var item = Item.at(key).with("text", "t");
        write(new Write.Put(item, Condition.ALWAYS));
        var update = update(key, Map.of("set", new Value.Whole(1)), Map.of("text", 1L));
        var companion = new Write.Put(Item.at(Fresh.key()), Condition.ALWAYS);

        assertThatThrownBy(() -> table().write(List.of(update))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> table().write(List.of(companion, update))).isInstanceOf(RuntimeException.class);

        assertThat(table().get(key)).contains(item);
        assertThat(table().get(companion.key())).isEmpty();
    }

    @Test
    default void makesAHundredChangesAtOnce() {
        var partition = Fresh.partition();
        var writes = IntStream.range(0, Table.MOST_WRITES)
                .mapToObj(number -> put(new Key(partition, "item-" + number), Condition.ABSENT))
                .toList();

        assertThat(table().write(writes)).isEmpty();
        assertThat(table().query(Query.all(partition, ""))).hasSize(Table.MOST_WRITES);
    }

    @Test
    default void makesNoneOfManyChangesWhereOneIsRefusedAndNamesExactlyThose() {
        var partition = Fresh.partition();
        var taken = List.of(new Key(partition, "3"), new Key(partition, "41"), new Key(partition, "99"));
        taken.forEach(key -> write(put(key, Condition.ALWAYS)));
        var writes = new ArrayList<Write>();
        for (var number = 0; number < Table.MOST_WRITES; number++) {
            writes.add(put(new Key(partition, Integer.toString(number)), Condition.ABSENT));
        }

        assertThat(table().write(writes)).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(table().query(Query.all(partition, ""))).hasSize(taken.size());
    }

    @Test
    default void mixesAllKindsOfWrites() {
        var deleted = Fresh.key();
        var checked = Fresh.key();
        var updated = Fresh.key();
        var put = Fresh.key();
        write(put(deleted, Condition.ALWAYS));
        write(put(checked, Condition.ALWAYS));
        List<Write> writes = List.of(
                new Write.Delete(deleted, Condition.EXISTS),
                new Write.Check(checked, Condition.EXISTS),
                update(updated, Map.of(), Map.of("count", 1L)),
                put(put, Condition.ABSENT));

        assertThat(table().write(writes)).isEmpty();

        assertThat(table().getAll(List.of(deleted, checked, updated, put)).keySet())
                .containsExactlyInAnyOrder(checked, updated, put);
        assertThat(table().write(writes)).containsExactlyInAnyOrder(deleted, put);
        assertThat(table().get(updated).orElseThrow().number("count")).isEqualTo(1);
    }

    @Test
    default void refusesAnItemOver400Kilobytes() {
        var key = Fresh.key();
        var tooLarge = Item.at(key).with("bytes", new byte[400 * 1024]);
        var companion = put(Fresh.key(), Condition.ALWAYS);

        assertThatThrownBy(() -> table().write(List.of(new Write.Put(tooLarge, Condition.ALWAYS))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> table().write(List.of(companion, new Write.Put(tooLarge, Condition.ALWAYS))))
                .isInstanceOf(RuntimeException.class);
        assertThat(table().get(key)).isEmpty();
        assertThat(table().get(companion.key())).isEmpty();
    }

    @Test
    default void refusesListsThatAreNoneOrTooLongOrNameAKeyTwice() {
        var partition = Fresh.partition();
        var tooMany = IntStream.rangeClosed(0, Table.MOST_WRITES)
                .mapToObj(number -> put(new Key(partition, "item-" + number), Condition.ALWAYS))
                .toList();
        var twice =
                List.of(tooMany.getFirst(), new Write.Delete(tooMany.getFirst().key(), Condition.ALWAYS));

        for (var refused : List.of(List.<Write>of(), tooMany, twice)) {
            assertThatThrownBy(() -> table().write(refused)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(table().query(Query.all(partition, ""))).isEmpty();
    }

    @Test
    default void refusesACheckAlone() {
        assertThatThrownBy(() -> table().write(List.of(new Write.Check(Fresh.key(), Condition.ABSENT))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void write(Write write) {
        assertThat(table().write(List.of(write))).isEmpty();
    }

    private static Write put(Key key, Condition condition) {
        return new Write.Put(Item.at(key).with("n", 1), condition);
    }

    private static Write update(Key key, Map<String, Value> set, Map<String, Long> add) {
        return new Write.Update(key, set, add, Condition.ALWAYS);
    }
}
