package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link TableContract} about runs of items. */
interface TableQuerying {

    /** The table under test. */
    Table table();

    @Test
    default void queryOfNothingFindsNothing() {
        assertThat(table().query(Query.all(Fresh.partition(), ""))).isEmpty();
        assertThat(table().query(Query.all(partitionOf("a", "b"), "c"))).isEmpty();
    }

    @Test
    default void queryReturnsWholeItems() {
        var item = Item.at(Fresh.key()).with("text", "t").with("bytes", new byte[] {1});
        table().write(List.of(new Write.Put(item, Condition.ALWAYS)));

        assertThat(table().query(Query.all(item.key().partition(), ""))).containsExactly(item);
    }

    @Test
    default void querySortsByTheBytesOfTheSortKey() {
        var partition =
                partitionOf("b", "a", "B", "A", "a1", "a_", "a-", "a.", "aA", "_", "1.10", "1.9", "1", "z", "Z");

        assertThat(sorts(Query.all(partition, "")))
                .containsExactly("1", "1.10", "1.9", "A", "B", "Z", "_", "a", "a-", "a.", "a1", "aA", "a_", "b", "z");
    }

    /** A comparison of Java's 16-bit characters would put the last two the other way round. */
    @Test
    default void querySortsBeyondAsciiByUtf8() {
        var partition = partitionOf("\uD83D\uDE00", "\uFF21", "é", "z");

        assertThat(sorts(Query.all(partition, ""))).containsExactly("z", "é", "\uFF21", "\uD83D\uDE00");
    }

    @Test
    default void queryKeepsToItsPrefix() {
        var partition = partitionOf("TAG", "TAG#", "TAG#a", "TAG#b", "TAG$", "TAH", "T", "tag#a");

        assertThat(sorts(Query.all(partition, "TAG#"))).containsExactly("TAG#", "TAG#a", "TAG#b");
    }

    @Test
    default void queryTakesPrefixesByTheLetter() {
        var partition = partitionOf("a%b", "a_b", "aXb", "a*b", "a?b");

        assertThat(sorts(Query.all(partition, "a_"))).containsExactly("a_b");
        assertThat(sorts(Query.all(partition, "a%"))).containsExactly("a%b");
        assertThat(sorts(Query.all(partition, "a*"))).containsExactly("a*b");
    }

    @Test
    default void queryKeepsToItsPartition() {
        var partition = partitionOf("a");
        partitionOf("b");

        assertThat(sorts(Query.all(partition, ""))).containsExactly("a");
    }

    @Test
    default void queryGoesOnAfterASortKey() {
        var partition = partitionOf("T#a", "T#b", "T#c", "U#a");

        assertThat(sorts(new Query(partition, "T#", "T#a", 10))).containsExactly("T#b", "T#c");
        assertThat(sorts(new Query(partition, "", "T#b", 10))).containsExactly("T#c", "U#a");
    }

    @Test
    default void theSortKeyToGoOnAfterNeedNotExist() {
        var partition = partitionOf("T#a", "T#b", "T#c", "U#a");

        assertThat(sorts(new Query(partition, "T#", "T#aa", 10))).containsExactly("T#b", "T#c");
        assertThat(sorts(new Query(partition, "T#", "T#", 10))).containsExactly("T#a", "T#b", "T#c");
        assertThat(sorts(new Query(partition, "T#", "T#A", 10))).containsExactly("T#a", "T#b", "T#c");
    }

    @Test
    default void theSortKeyToGoOnAfterMayLieOutsideThePrefix() {
        var partition = partitionOf("S#a", "T#a", "T#b", "U#a");

        assertThat(sorts(new Query(partition, "T#", "S#a", 10))).containsExactly("T#a", "T#b");
        assertThat(sorts(new Query(partition, "T#", "A", 10))).containsExactly("T#a", "T#b");
        assertThat(sorts(new Query(partition, "T#", "U#a", 10))).isEmpty();
    }

    @Test
    default void theSortKeyToGoOnAfterMayBePastTheEnd() {
        var partition = partitionOf("T#a", "T#b");

        assertThat(sorts(new Query(partition, "T#", "T#b", 10))).isEmpty();
        assertThat(sorts(new Query(partition, "T#", "T#zzz", 10))).isEmpty();
        assertThat(sorts(new Query(partition, "", "zzz", 10))).isEmpty();
    }

    @Test
    default void queryStopsAtItsLimit() {
        var partition = partitionOf("a", "b", "c");

        assertThat(sorts(new Query(partition, "", "", 1))).containsExactly("a");
        assertThat(sorts(new Query(partition, "", "a", 1))).containsExactly("b");
        assertThat(sorts(new Query(partition, "", "", 3))).containsExactly("a", "b", "c");
        assertThat(sorts(new Query(partition, "", "", 4))).containsExactly("a", "b", "c");
    }

    /** One page of a DynamoDB query holds 1 MB; whoever stops there returns too few. */
    @Test
    default void queryReturnsMoreThanAMegabyte() {
        var partition = Fresh.partition();
        var expected = new ArrayList<Item>();
        for (var number = 10; number < 40; number++) {
            var item = Item.at(new Key(partition, "large-" + number)).with("bytes", new byte[100 * 1024]);
            expected.add(item);
            table().write(List.of(new Write.Put(item, Condition.ALWAYS)));
        }

        assertThat(table().query(Query.all(partition, "large-"))).isEqualTo(expected);
        assertThat(table().query(new Query(partition, "large-", "", 25))).isEqualTo(expected.subList(0, 25));
        assertThat(table().query(new Query(partition, "large-", "large-14", 25)))
                .isEqualTo(expected.subList(5, 30));
    }

    @Test
    default void queryPagesThroughAThousandItems() {
        var partition = Fresh.partition();
        for (var hundred = 10; hundred < 20; hundred++) {
            var writes = new ArrayList<Write>();
            for (var number = 0; number < 100; number++) {
                var key = new Key(partition, "T#" + (hundred * 100 + number));
                writes.add(new Write.Put(Item.at(key), Condition.ALWAYS));
            }
            table().write(writes);
        }

        var seen = new ArrayList<String>();
        var page = sorts(new Query(partition, "T#", "", 300));
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = sorts(new Query(partition, "T#", page.getLast(), 300));
        }

        assertThat(seen).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(sorts(Query.all(partition, ""))).isEqualTo(seen);
    }

    private String partitionOf(String... sorts) {
        var partition = Fresh.partition();
        var writes = new ArrayList<Write>();
        for (var sort : sorts) {
            writes.add(new Write.Put(Item.at(new Key(partition, sort)), Condition.ALWAYS));
        }
        assertThat(table().write(writes)).isEmpty();
        return partition;
    }

    private List<String> sorts(Query query) {
        var sorts = table().query(query).stream().map(item -> item.key().sort()).toList();
        assertThat(table().sortKeys(query)).isEqualTo(sorts);
        return sorts;
    }
}
