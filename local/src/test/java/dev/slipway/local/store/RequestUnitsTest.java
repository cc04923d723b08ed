package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Write;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some of what {@code RequestUnitsDynaliteTest} compares, for where there is nothing to compare it with. */
final class RequestUnitsTest {

    private static final String PARTITION = "p";

    private final SqliteTable table;

    RequestUnitsTest(@TempDir Path folder) {
        table = SqliteTable.open(folder.resolve("registry.db"));
    }

    @AfterEach
    void close() {
        table.close();
    }

    /** DynamoDB's range has the key in it that the run goes on after, and with it one item more than the run may have. */
    @ParameterizedTest
    @CsvSource({
        "'',   '',    2, 5", // 2 items of 10,000 bytes
        "T#,   '',    2, 5",
        "'',   T#0,   2, 5",
        "T#,   T#0,   2, 8", // and the one to go on after
        "T#,   T#00,  2, 8", // and one more than are asked for
        "T#,   T#2,   9, 5",
        "T#,   T#9,   9, 1", // nothing there
        "'',   U,     9, 1",
        "T#,   U,     9, 0" // nothing to ask for
    })
    void countsWhatIsReadForARun(String prefix, String after, int limit, long units) {
        fill(4, 10_000);

        assertThat(read(() -> table.query(new Query(PARTITION, prefix, after, limit))))
                .isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 262144, 192", // one page
        "4, 262144, 257", // a page, and one that has nothing
        "5, 262144, 320",
        "4, 262145, 258" // by a few bytes a unit more
    })
    void aPageEndsWithTheItemThatBringsItToAMegabyte(int items, int size, long units) {
        fill(items, size);

        assertThat(read(() -> table.query(Query.all(PARTITION, "")))).isEqualTo(units);
    }

    @Test
    void readsAnItemAgainThatAnAnswerHasNoRoomFor() {
        var keys = fill(42, 400_000); // 40 fit

        assertThat(read(() -> table.getAll(keys))).isEqualTo(42 * 98 + 2);
    }

    @Test
    void countsWritesByTheLargerOfBeforeAndAfter() {
        var key = fill(1, 3_000).getFirst();
        var small = new Write.Put(Item.at(key), Condition.ALWAYS);

        assertThat(used(() -> table.write(List.of(small))).amount(Unit.TABLE_WRITE))
                .isEqualTo(3);
        assertThat(used(() -> table.write(List.of(small))).amount(Unit.TABLE_WRITE))
                .isEqualTo(1);
    }

    private List<Key> fill(int items, int size) {
        var keys = IntStream.range(0, items)
                .mapToObj(number -> new Key(PARTITION, "T#" + number))
                .toList();
        for (var key : keys) {
            var least = Item.at(key).with("filler", new byte[0]);
            var item = least.with("filler", new byte[(int) (size - ItemSize.of(least))]);
            table.write(List.of(new Write.Put(item, Condition.ALWAYS)));
        }
        return keys;
    }

    private static long read(Supplier<?> call) {
        return used(call).amount(Unit.TABLE_READ);
    }

    private static Usage used(Supplier<?> call) {
        var meter = new Meter();
        meter.measure(call::get);
        return meter.usage();
    }
}
