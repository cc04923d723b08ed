package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.TableContract;
import dev.slipway.registry.state.Write;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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
    void keepsItsItemsWhenClosedAndOpenedAgain() {
        var item = Item.at(new Key("P", "a")).with("text", "t");
        table.write(List.of(new Write.Put(item, Condition.ALWAYS)));

        table.close();
        table = SqliteTable.open(file);

        assertThat(table.get(item.key())).contains(item);
    }
}
