package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link TableContract} about single items and sets of them. */
interface TableReading {

    /** The table under test. */
    Table table();

    @Test
    default void findsNothingWhereNothingIs() {
        assertThat(table().get(Fresh.key())).isEmpty();
    }

    @Test
    default void givesBackEveryKindOfValue() {
        var item = Item.at(Fresh.key())
                .with("text", "grüße \uD83D\uDE00 \"quoted\" \0 end")
                .with("noText", "")
                .with("whole", 42)
                .with("most", Long.MAX_VALUE)
                .with("least", Long.MIN_VALUE)
                .with("zero", 0)
                .with("bytes", new byte[] {0, -1, 127, -128})
                .with("noBytes", new byte[0])
                .with("texts", List.of("b", "a", "", "b"))
                .with("noTexts", List.of());
        put(item);

        assertThat(table().get(item.key())).contains(item);
    }

    @Test
    default void keepsAnItemWithoutAttributes() {
        var item = Item.at(Fresh.key());
        put(item);

        assertThat(table().get(item.key())).contains(item);
    }

    @Test
    default void keepsItemsOfNearly400Kilobytes() {
        var item = Item.at(Fresh.key()).with("bytes", new byte[399 * 1024]).with("note", "n".repeat(800));
        put(item);

        assertThat(table().get(item.key())).contains(item);
    }

    @Test
    default void tellsKeysApartByPartitionAndBySort() {
        var partition = Fresh.partition();
        var here = Item.at(new Key(partition, "a")).with("n", 1);
        var beside = Item.at(new Key(partition, "A")).with("n", 2);
        var elsewhere = Item.at(new Key(Fresh.partition(), "a")).with("n", 3);
        List.of(here, beside, elsewhere).forEach(this::put);

        assertThat(table().get(here.key())).contains(here);
        assertThat(table().get(beside.key())).contains(beside);
        assertThat(table().get(elsewhere.key())).contains(elsewhere);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 250})
    default void getsAllOfManyKeys(int count) {
        var expected = new HashMap<Key, Item>();
        for (var number = 0; number < count; number++) {
            var item = Item.at(new Key(Fresh.partition(), "item-" + number)).with("n", number);
            expected.put(item.key(), item);
        }
        putAll(expected);

        assertThat(table().getAll(expected.keySet())).isEqualTo(expected);
    }

    @Test
    default void getAllLeavesOutWhatIsNotThere() {
        var there = Item.at(Fresh.key()).with("n", 1);
        put(there);

        assertThat(table().getAll(List.of(Fresh.key(), there.key(), Fresh.key())))
                .isEqualTo(Map.of(there.key(), there));
    }

    @Test
    default void getAllTakesAKeyTwice() {
        var item = Item.at(Fresh.key()).with("n", 1);
        put(item);

        assertThat(table().getAll(List.of(item.key(), item.key()))).isEqualTo(Map.of(item.key(), item));
    }

    /** One answer of DynamoDB's BatchGetItem holds 16 MB; what did not fit is asked for again. */
    @Test
    default void getAllReturnsMoreThanOneAnswerHolds() {
        var partition = Fresh.partition();
        var keys = IntStream.range(0, 45)
                .mapToObj(number -> new Key(partition, "large-" + number))
                .toList();
        keys.forEach(key -> put(Item.at(key).with("bytes", new byte[390 * 1024]).with("name", key.sort())));

        var found = table().getAll(keys);

        assertThat(found).containsOnlyKeys(keys);
        assertThat(found)
                .allSatisfy((key, item) -> assertThat(item.text("name")).isEqualTo(key.sort()));
    }

    @Test
    default void readsSeeWhatAnotherThreadWasToldIsWritten() throws Exception {
        var key = Fresh.key();
        for (var round = 0; round < 25; round++) {
            var written = Item.at(key).with("round", round);
            Together.run(1, thread -> table().write(List.of(new Write.Put(written, Condition.ALWAYS))));

            assertThat(table().get(key)).contains(written);
            assertThat(table().getAll(List.of(key))).containsEntry(key, written);
            assertThat(table().query(Query.all(key.partition(), ""))).containsExactly(written);
        }
    }

    @Test
    default void doesNotChangeTheBytesItWasGiven() {
        var bytes = "unchanged".getBytes(StandardCharsets.UTF_8);
        var item = Item.at(Fresh.key()).with("bytes", bytes);
        put(item);

        assertThat(table().get(item.key()).orElseThrow().findBytes("bytes")).contains(bytes);
        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("unchanged");
    }

    private void put(Item item) {
        assertThat(table().write(List.of(new Write.Put(item, Condition.ALWAYS))))
                .isEmpty();
    }

    private void putAll(Map<Key, Item> items) {
        var waiting = new ArrayList<Write>();
        items.values().forEach(item -> waiting.add(new Write.Put(item, Condition.ALWAYS)));
        for (var from = 0; from < waiting.size(); from += Table.MOST_WRITES) {
            var batch = waiting.subList(from, Math.min(from + Table.MOST_WRITES, waiting.size()));
            assertThat(table().write(batch)).isEmpty();
        }
    }
}
