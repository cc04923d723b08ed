package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ItemSizeTest {

    /** {@code pk}, {@code sk} and their values. */
    private static final Item EMPTY = Item.at(new Key("p", "sort"));

    @Test
    void countsTheKeyWithTheNamesOfItsAttributes() {
        assertThat(ItemSize.of(EMPTY)).isEqualTo(2 + 1 + 2 + 4);
    }

    @Test
    void countsNamesAndTextsInUtf8() {
        assertThat(added(EMPTY.with("é", "grün"))).isEqualTo(2 + 5);
        assertThat(added(EMPTY.with("name", ""))).isEqualTo(4);
    }

    @Test
    void countsBytes() {
        assertThat(added(EMPTY.with("b", new byte[1000]))).isEqualTo(1 + 1000);
    }

    @Test
    void countsTheDigitsOfNumbersInPairsFromThePoint() {
        assertThat(added(EMPTY.with("n", 1234))).isEqualTo(1 + 2 + 1);
        assertThat(added(EMPTY.with("n", 12345))).isEqualTo(1 + 3 + 1);
        assertThat(added(EMPTY.with("n", 100))).isEqualTo(1 + 1 + 1);
        assertThat(added(EMPTY.with("n", 120))).isEqualTo(1 + 2 + 1);
        assertThat(added(EMPTY.with("n", 1200))).isEqualTo(1 + 1 + 1);
        assertThat(added(EMPTY.with("n", 12000))).isEqualTo(1 + 2 + 1);
        assertThat(added(EMPTY.with("n", 123_000_000))).isEqualTo(1 + 2 + 1);
        assertThat(added(EMPTY.with("n", -12))).isEqualTo(1 + 1 + 1 + 1);
        assertThat(added(EMPTY.with("n", 0))).isEqualTo(1 + 1);
        assertThat(added(EMPTY.with("n", Long.MIN_VALUE))).isEqualTo(1 + 10 + 1 + 1);
    }

    @Test
    void countsListsWithALittleForEachText() {
        assertThat(added(EMPTY.with("l", List.of("ab", "c")))).isEqualTo(1 + 3 + 1 + 2 + 1 + 1);
    }

    /** Of the shortest names, where what the database adds to each value is the least. */
    @Test
    void isBoundByWhatTheDatabaseHasOfIt() {
        var item = Item.at(new Key("p", "grün")).with("t", "é");
        var texts = new ArrayList<String>();
        for (var number = 0; number < 100; number++) {
            texts.add("ab");
            item = item.with(Integer.toString(number), Long.MIN_VALUE + number)
                    .with("l" + number, List.copyOf(texts))
                    .with("b" + number, new byte[number]);
            var encoded = ItemCodec.encode(item.attributes()).length;

            assertThat(ItemSize.atMost(new StoredItem(item, encoded)))
                    .isGreaterThanOrEqualTo(ItemSize.of(item))
                    .isLessThan(2 * ItemSize.of(item));
        }
        var numbers = EMPTY.with("", Long.MIN_VALUE).with("n", Long.MIN_VALUE);
        var encoded = ItemCodec.encode(numbers.attributes()).length;
        assertThat(ItemSize.atMost(new StoredItem(numbers, encoded))).isGreaterThanOrEqualTo(ItemSize.of(numbers));
    }

    private static long added(Item item) {
        return ItemSize.of(item) - ItemSize.of(EMPTY);
    }
}
