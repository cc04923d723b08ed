package dev.slipway.local.store;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Write;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** Prints how fast the embedded store is, in the folder that is named. To be run by hand; nothing depends on it. */
final class StoreSpeed {

    private static final int MEBIBYTE = 1 << 20;
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SqliteTable table;
    private final FileBucket bucket;
    private final FileMultipartUploads uploads;

    private StoreSpeed(Path folder) {
        table = SqliteTable.open(folder.resolve("speed.db"));
        bucket = FileBucket.open(folder);
        uploads = FileMultipartUploads.open(folder, bucket);
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory(Path.of(arguments[0]), "speed");
        var speed = new StoreSpeed(folder);
        speed.measureTable();
        speed.measureTableTogether();
        speed.measureSmallObjects();
        for (var round = 0; round < 2; round++) {
            speed.measureLargeObjects("round " + round);
        }
        speed.uploads.close();
        speed.table.close();
    }

    private void measureTable() {
        for (var round = 0; round < 3; round++) {
            var name = "round " + round + ": ";
            var base = round * 100_000;
            each(name + "write one tag", 3_000, number -> put(tag(base + number)));
            each(
                    name + "get one tag",
                    20_000,
                    number -> table.get(tag(base + number % 3_000).key()));
            each(name + "update with a condition", 3_000, number -> count("r" + number % 10));
            each(name + "transaction of 3", 3_000, number -> transact(base + number));
            each(name + "query 1,000 tags", 300, number -> query());
            each(name + "get 100 tags at once", 300, number -> getAll(base));
            each(name + "write 100 tags at once", 30, number -> write100(base + 50_000 + number * 100));
            each(name + "write a manifest of 10 KB", 1_000, number -> put(manifest(base + number)));
            each(
                    name + "get a manifest of 10 KB",
                    10_000,
                    number -> table.get(manifest(base + number % 1_000).key()));
        }
    }

    private void measureTableTogether() {
        var start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var thread = 0; thread < 8; thread++) {
                executor.submit(() -> {
                    for (var number = 0; number < 20_000; number++) {
                        table.get(tag(number % 3_000).key());
                    }
                });
            }
        }
        print("get one tag, 8 threads", 160_000, System.nanoTime() - start);
    }

    private void measureSmallObjects() throws Exception {
        var content = new byte[10_000];
        for (var round = 0; round < 3; round++) {
            var name = "round " + round + ": ";
            each(name + "put 10 KB", 1_000, number -> bucket.put(small(number), content));
            each(name + "find", 5_000, number -> bucket.find(small(number % 1_000)));
            each(name + "open and close", 5_000, number -> close(bucket.open(small(number % 1_000))));
        }
    }

    private void measureLargeObjects(String name) throws Exception {
        var mebibytes = 512;
        var buffer = new byte[MEBIBYTE];
        var key = new ObjectKey("blobs/large");
        megabytes(name + ": SHA-256 alone", mebibytes, () -> {
            var hash = Algorithm.SHA256.newHash();
            for (var number = 0; number < mebibytes; number++) {
                hash.update(buffer);
            }
            return Digest.ofHash(Algorithm.SHA256, hash.digest());
        });
        megabytes(
                name + ": receive",
                mebibytes,
                () -> bucket.receive(
                        key, new Repeated(buffer, mebibytes), (long) mebibytes * MEBIBYTE, Optional.empty()));
        megabytes(name + ": read as a stream", mebibytes, () -> {
            try (var stream = bucket.open(key).orElseThrow()) {
                return stream.transferTo(OutputStream.nullOutputStream());
            }
        });
        var staged = new ObjectKey("staging/large");
        var upload = uploads.begin(staged);
        var parts = new ArrayList<Part>();
        megabytes(name + ": put parts of 8 MiB", mebibytes, () -> {
            for (var number = 1; number <= mebibytes / 8; number++) {
                parts.add(uploads.put(staged, upload, number, new byte[8 * MEBIBYTE]));
            }
            return parts;
        });
        megabytes(name + ": complete", mebibytes, () -> uploads.complete(staged, upload, parts));
        megabytes(name + ": copy, hashing", mebibytes, () -> bucket.copy(staged, new ObjectKey("blobs/copied")));
        megabytes(name + ": copy, hash known", mebibytes, () -> bucket.copy(key, new ObjectKey("blobs/again")));
        bucket.list("").stream()
                .filter(large -> !large.last().startsWith("small"))
                .forEach(bucket::delete);
    }

    private void put(Item item) {
        table.write(List.of(new Write.Put(item, Condition.ALWAYS)));
    }

    private void count(String name) {
        var update = new Write.Update(new Key("counters", name), Map.of(), Map.of("count", 1L), Condition.ALWAYS);
        table.write(List.of(update));
    }

    private void transact(int number) {
        table.write(List.of(
                new Write.Put(tag(number), Condition.ALWAYS),
                new Write.Check(tag(number + 1).key(), Condition.ALWAYS),
                new Write.Update(new Key("counters", "c"), Map.of(), Map.of("count", 1L), Condition.ALWAYS)));
    }

    private void query() {
        var found = table.query(new Query("r#team/application", "tag#", "", 1_000));
        if (found.size() != 1_000) {
            throw new IllegalStateException("found " + found.size());
        }
    }

    private void getAll(int base) {
        var keys = new ArrayList<Key>();
        for (var number = 0; number < 100; number++) {
            keys.add(tag(base + number).key());
        }
        table.getAll(keys);
    }

    private void write100(int base) {
        var writes = new ArrayList<Write>();
        for (var number = 0; number < 100; number++) {
            writes.add(new Write.Put(tag(base + number), Condition.ABSENT));
        }
        table.write(writes);
    }

    private static Item tag(int number) {
        return Item.at(new Key("r#team/application", "tag#v1.0.%06d".formatted(number)))
                .with("digest", DIGEST)
                .with("moved", 1_700_000_000 + number);
    }

    private static Item manifest(int number) {
        return Item.at(new Key("r#team/application", "manifest#" + DIGEST + number))
                .with("type", "application/vnd.oci.image.manifest.v1+json")
                .with("content", new byte[10_000]);
    }

    private static ObjectKey small(int number) {
        return new ObjectKey("blobs/" + number % 100 + "/small-" + number);
    }

    private static void close(Optional<InputStream> stream) {
        Disk.run(stream.orElseThrow()::close);
    }

    private static void each(String name, int times, IntConsumer call) {
        var start = System.nanoTime();
        var startOnProcessor = THREADS.getCurrentThreadCpuTime();
        for (var number = 0; number < times; number++) {
            call.accept(number);
        }
        var onProcessor = THREADS.getCurrentThreadCpuTime() - startOnProcessor;
        print(name, times, System.nanoTime() - start);
        print("    of it on the processor", times, onProcessor);
    }

    private static void print(String name, int times, long nanoseconds) {
        System.out.printf("%-45s %10.1f us%n", name, nanoseconds / 1e3 / times);
    }

    private static void megabytes(String name, int mebibytes, Disk.Call<?> call) throws Exception {
        var start = System.nanoTime();
        call.make();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-45s %10.0f MiB/s %8.2f s%n", name, mebibytes / seconds, seconds);
    }

    /** The same mebibyte, again and again. */
    private static final class Repeated extends InputStream {

        private final ByteArrayInputStream bytes;
        private int left;

        Repeated(byte[] mebibyte, int times) {
            bytes = new ByteArrayInputStream(mebibyte);
            left = times;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (bytes.available() == 0) {
                bytes.reset();
                left--;
            }
            return left == 0 ? -1 : bytes.read(into, offset, length);
        }
    }
}
