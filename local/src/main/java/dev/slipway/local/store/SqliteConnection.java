package dev.slipway.local.store;

import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** One connection to the database with the statements it uses again and again; for one thread at a time. */
final class SqliteConnection implements AutoCloseable {

    private static final int BUSY_MILLISECONDS = 30_000;
    private static final int PAGE_BYTES = 8192;

    /**
     * Its keys are an index of their own: among the rows they would be read with their attributes, and of long ones, such as
     * manifests, a search reads page after page for each that it passes. Tables that were made so, {@code without rowid}, stay so.
     */
    private static final String TABLE = """
            create table if not exists item (
                pk text not null, sk text not null, attributes blob not null, primary key (pk, sk))""";

    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement from;
    private final PreparedStatement after;
    private final PreparedStatement keysFrom;
    private final PreparedStatement keysAfter;
    private final PreparedStatement all;
    private final PreparedStatement mayExpire;
    private final PreparedStatement put;
    private final PreparedStatement delete;

    private SqliteConnection(Connection connection) throws SQLException {
        this.connection = connection;
        get = connection.prepareStatement("select attributes from item where pk = ? and sk = ?");
        from = connection.prepareStatement(
                "select sk, attributes from item where pk = ? and sk >= ? order by sk limit ?");
        after = connection.prepareStatement(
                "select sk, attributes from item where pk = ? and sk > ? order by sk limit ?");
        keysFrom = connection.prepareStatement("select sk from item where pk = ? and sk >= ? order by sk limit ?");
        keysAfter = connection.prepareStatement("select sk from item where pk = ? and sk > ? order by sk limit ?");
        all = connection.prepareStatement(
                "select pk, sk, attributes from item where (pk, sk) > (?, ?) order by pk, sk limit ?");
        mayExpire = connection.prepareStatement("select pk, sk, attributes from item where (pk, sk) > (?, ?)"
                + " and instr(attributes, cast('expires' as blob)) > 0 order by pk, sk limit ?");
        put = connection.prepareStatement("insert or replace into item (pk, sk, attributes) values (?, ?, ?)");
        delete = connection.prepareStatement("delete from item where pk = ? and sk = ?");
    }

    /** Opens the database, made where there is none; the first connection must be one that writes. */
    static SqliteConnection open(Path file, boolean writes) {
        try {
            var config = new SQLiteConfig();
            config.setSynchronous(SynchronousMode.NORMAL);
            config.setTransactionMode(TransactionMode.IMMEDIATE);
            config.setBusyTimeout(BUSY_MILLISECONDS);
            var connection = config.createConnection("jdbc:sqlite:" + file);
            if (writes) {
                try (var statement = connection.createStatement()) {
                    statement.execute("pragma page_size = " + PAGE_BYTES); // which write-ahead logging fixes
                    statement.execute("pragma journal_mode = wal");
                    statement.execute(TABLE);
                }
                connection.setAutoCommit(false);
            }
            return new SqliteConnection(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Optional<StoredItem> get(Key key) {
        try {
            bind(get, key);
            try (var found = get.executeQuery()) {
                if (!found.next()) {
                    return Optional.empty();
                }
                var encoded = found.getBytes(1);
                return Optional.of(new StoredItem(new Item(key, ItemCodec.decode(encoded)), encoded.length));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    List<Item> run(SqliteRun run) {
        var statement = run.inclusive() ? from : after;
        var partition = run.start().partition();
        return rows(
                run, statement, (sort, row) -> new Item(new Key(partition, sort), ItemCodec.decode(row.getBytes(2))));
    }

    /** The sort keys alone, which are far quicker to read. */
    List<String> sortKeys(SqliteRun run) {
        return rows(run, run.inclusive() ? keysFrom : keysAfter, (sort, row) -> sort);
    }

    /** Some of the items after a key that have the attribute {@code expires}, and of those that only look so. */
    List<Item> mayExpire(Key after, int limit) {
        return items(mayExpire, after, limit);
    }

    /** Some of the items after a key. */
    List<Item> all(Key after, int limit) {
        return items(all, after, limit);
    }

    private static List<Item> items(PreparedStatement statement, Key after, int limit) {
        try {
            bind(statement, after);
            statement.setInt(3, limit);
            var items = new ArrayList<Item>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var key = new Key(found.getString(1), found.getString(2));
                    items.add(new Item(key, ItemCodec.decode(found.getBytes(3))));
                }
            }
            return items;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static <T> List<T> rows(SqliteRun run, PreparedStatement statement, Row<T> reading) {
        try {
            bind(statement, run.start());
            statement.setInt(3, run.limit());
            var rows = new ArrayList<T>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var sort = found.getString(1);
                    if (!sort.startsWith(run.prefix())) {
                        break;
                    }
                    rows.add(reading.read(sort, found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(String sort, ResultSet row) throws SQLException;
    }

    void put(Item item) {
        try {
            bind(put, item.key());
            put.setBytes(3, ItemCodec.encode(item.attributes()));
            put.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void delete(Key key) {
        try {
            bind(delete, key);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void bind(PreparedStatement statement, Key key) throws SQLException {
        statement.setString(1, key.partition());
        statement.setString(2, key.sort());
    }

    private static UncheckedIOException failed(SQLException cause) {
        return new UncheckedIOException(new IOException("the table's database failed", cause));
    }
}
