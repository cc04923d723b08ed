package dev.slipway.local.store;

import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Write;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * A process that writes to a data folder until it is killed, and says on its standard output what has been written: a
 * line {@code item N}, {@code object N} or {@code joined N} each.
 */
final class KilledWriter {

    static final Key COUNTER = new Key("P", "counter");

    private static final int SMALL_BYTES = 10_000;
    private static final int LARGE_BYTES = 6 << 20;

    private final SqliteTable table;
    private final FileBucket bucket;
    private final FileMultipartUploads uploads;

    private KilledWriter(DataFolder folder) {
        table = SqliteTable.open(folder.database());
        bucket = FileBucket.open(folder.path());
        uploads = FileMultipartUploads.open(folder.path(), bucket);
    }

    /** The folder, then the number to begin with. */
    public static void main(String[] arguments) {
        var folder = DataFolder.open(Path.of(arguments[0]));
        var writer = new KilledWriter(folder);
        var first = Long.parseLong(arguments[1]);
        try (var executor = Executors.newFixedThreadPool(3)) {
            executor.execute(() -> writer.repeat("item", first, writer::item));
            executor.execute(() -> writer.repeat("object", first, writer::object));
            executor.execute(() -> writer.repeat("joined", first, writer::joined));
        }
    }

    static Key item(String number) {
        return new Key("P", "item-" + number);
    }

    static ObjectKey object(String kind, String number) {
        return new ObjectKey(kind + "/" + number);
    }

    static byte[] content(String kind, long number) {
        var bytes = new byte[kind.equals("object") && number % 10 > 0 ? SMALL_BYTES : LARGE_BYTES];
        Arrays.fill(bytes, (byte) (number | 1));
        return bytes;
    }

    private void repeat(String kind, long first, LongConsumer write) {
        try {
            for (var number = first; ; number++) {
                write.accept(number);
                System.out.println(kind + " " + number);
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void item(long number) {
        var item = Item.at(item(Long.toString(number))).with("filler", new byte[SMALL_BYTES]);
        var count = new Write.Update(COUNTER, Map.of(), Map.of("count", 1L), Condition.ALWAYS);
        if (!table.write(List.of(new Write.Put(item, Condition.ABSENT), count)).isEmpty()) {
            throw new IllegalStateException("refused: item " + number);
        }
    }

    private void object(long number) {
        var content = content("object", number);
        var key = object("object", Long.toString(number));
        bucket.receive(key, new ByteArrayInputStream(content), content.length, Optional.empty());
    }

    private void joined(long number) {
        var key = object("staging", Long.toString(number));
        var upload = uploads.begin(key);
        var part = uploads.put(key, upload, 1, content("joined", number));
        if (uploads.complete(key, upload, List.of(part)).isEmpty()) {
            throw new IllegalStateException("refused: joined " + number);
        }
        bucket.copy(key, object("joined", Long.toString(number)));
        bucket.delete(key);
    }
}
