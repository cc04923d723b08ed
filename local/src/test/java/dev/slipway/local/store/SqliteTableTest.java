package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.TableContract;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTableTest extends TableContract {

    private final Path file;
    private SqliteTable table;

    SqliteTableTest(@TempDir Path folder) {
        file = folder.resolve("registry.db");
        table = SqliteTable.open(file);
    }

    @Override
    public Table table() {
        return table;
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void expiresWhatHasOutlivedItsTimeAndNothingElse() {
        var now = Instant.ofEpochSecond(1_000_000);
        var kept = new ArrayList<Key>();
        for (var number = 0; number < 500; number++) {
            var item = Item.at(new Key("P" + number % 3, "item-" + number)).with("filler", new byte[10]);
            var past = number % 2 == 0;
            var expiring = switch (number % 5) {
                case 0 -> item;
                case 1 -> item.with("text", "expires");
                default -> item.with("expires", past ? 1_000_000 : 1_000_001);
            };
            if (number % 5 < 2 || !past) {
                kept.add(item.key());
            }
            table.write(List.of(new Write.Put(expiring, Condition.ALWAYS)));
        }

        table.expire(now);

        assertThat(Stream.of("P0", "P1", "P2")
                        .flatMap(partition -> table.query(Query.all(partition, "")).stream())
                        .map(Item::key))
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    /** More than are read at once, in several partitions. */
    @Test
    void isAsLargeAsItsItemsAndWhatDynamoDbAddsToEach() {
        assertThat(table.bytes()).isZero();
        var bytes = 0L;
        for (var number = 0; number < 250; number++) {
            var item = Item.at(new Key("P" + number % 3, "item-" + number)).with("filler", new byte[number]);
            table.write(List.of(new Write.Put(item, Condition.ALWAYS)));
            bytes += ItemSize.of(item) + 100;
        }

        assertThat(table.bytes()).isEqualTo(bytes);
    }

    /** Two bytes of the file's head (SQLite, "Database File Format", 1.3). */
    @Test
    void hasPagesOfEightKib() throws IOException {
        var head = ByteBuffer.wrap(Files.readAllBytes(file));

        assertThat(head.getShort(16)).isEqualTo((short) 8192);
    }

    /** As tables were made before, which stay so. */
    @Nested
    final class MadeBefore extends TableContract {

        private final SqliteTable older;

        MadeBefore(@TempDir Path folder) throws SQLException {
            var made = folder.resolve("older.db");
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + made);
                    var statement = connection.createStatement()) {
                statement.execute("pragma journal_mode = wal");
                statement.execute("create table item (pk text not null, sk text not null, attributes blob not null,"
                        + " primary key (pk, sk)) without rowid");
            }
            older = SqliteTable.open(made);
        }

        @Override
        public Table table() {
            return older;
        }

        @AfterEach
        void closeOlder() {
            older.close();
        }
    }

    @Test
    void keepsItsItemsWhenClosedAndOpenedAgain() {
        var item = Item.at(new Key("P", "a")).with("text", "t");
        table.write(List.of(new Write.Put(item, Condition.ALWAYS)));

        table.close();
        table = SqliteTable.open(file);

        assertThat(table.get(item.key())).contains(item);
    }
}
