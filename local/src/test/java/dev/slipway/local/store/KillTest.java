package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.StoredObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of its writing, as {@code kill -9} does, and looks at what it left. */
final class KillTest {

    private static final int ROUNDS = 3;
    private static final int LINES = 60;
    private static final long ROUND = 1_000_000;

    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void nothingAcknowledgedIsLostAndNothingHalfWrittenIsSeen(@TempDir Path data) throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            writeUntilKilled(data, round * ROUND, LINES * round);

            try (var folder = DataFolder.open(data);
                    var table = SqliteTable.open(folder.database())) {
                verifyItems(table);
                verifyObjects(FileBucket.open(folder.path()));
            }
        }
    }

    private void writeUntilKilled(Path data, long first, int lines) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        data.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.inputReader()) {
            for (var line = 0; line < lines; line++) {
                acknowledged.add(Optional.ofNullable(output.readLine()).orElseThrow());
            }
            // By its handle: the process itself would close its output, too.
            process.toHandle().destroyForcibly();
            readWholeLines(output);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
    }

    /** What was acknowledged before the kill took effect; the last line may be cut. */
    private void readWholeLines(BufferedReader output) throws IOException {
        var rest = new StringBuilder();
        for (var next = output.read(); next >= 0; next = output.read()) {
            rest.append((char) next);
        }
        rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(acknowledged::add);
    }

    private void verifyItems(SqliteTable table) {
        var items = table.query(Query.all("P", "item-"));

        assertThat(numbers("item"))
                .isNotEmpty()
                .allSatisfy(number ->
                        assertThat(table.get(KilledWriter.item(number))).isPresent());
        assertThat(table.get(KilledWriter.COUNTER).orElseThrow().number("count"))
                .isEqualTo(items.size());
    }

    private void verifyObjects(FileBucket bucket) {
        for (var kind : List.of("object", "joined")) {
            var there = bucket.list(kind + "/");

            assertThat(there.stream().map(ObjectKey::last)).containsAll(numbers(kind));
            assertThat(there).allSatisfy(key -> {
                var content = KilledWriter.content(kind, Long.parseLong(key.last()));
                var digest = Digest.of(Algorithm.SHA256, content);
                assertThat(bucket.find(key)).contains(new StoredObject(key, content.length, Optional.of(digest)));
                try (var stream = bucket.open(key).orElseThrow()) {
                    assertThat(Digest.of(Algorithm.SHA256, stream.readAllBytes()))
                            .isEqualTo(digest);
                }
            });
        }
    }

    private List<String> numbers(String kind) {
        return acknowledged.stream()
                .filter(line -> line.startsWith(kind + " "))
                .map(line -> line.substring(kind.length() + 1))
                .toList();
    }
}
