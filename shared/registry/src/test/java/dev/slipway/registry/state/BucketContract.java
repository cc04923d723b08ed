package dev.slipway.registry.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Bucket} does. A bucket may serve many tests: each uses keys of its own.
 */
public abstract class BucketContract {

    /** The bucket under test. */
    public abstract Bucket bucket();

    @Test
    void findsNothingWhereNothingIs() {
        var key = Fresh.object();

        assertThat(bucket().find(key)).isEmpty();
        assertThat(bucket().open(key)).isEmpty();
        assertThat(bucket().list(key.value())).isEmpty();
    }

    @Test
    void aKeyMayHaveDotsInItsLastComponentAndBeWrittenAgain() throws IOException {
        var month = YearMonth.of(2026, 11);
        var owner = UUID.randomUUID().toString();
        var key = ObjectKey.statement(month, owner + ".io");
        bucket().put(key, new byte[] {1});
        bucket().put(key, new byte[] {2, 3});
        bucket().put(ObjectKey.statement(month), new byte[] {4});

        try (var in = bucket().open(key).orElseThrow()) {
            assertThat(in.readAllBytes()).containsExactly(2, 3);
        }
        assertThat(bucket().list("statements/2026-11/" + owner)).containsExactly(key);
        assertThat(bucket().page("statements/2026-11/" + owner, "", 10))
                .extracting(ListedObject::key)
                .containsExactly("statements/2026-11/" + owner + ".io.html");
        bucket().delete(key);
        assertThat(bucket().find(key)).isEmpty();
        assertThat(bucket().find(ObjectKey.statement(month))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"statements/..", "statements/.a", "statements/a.", "statements/a..b", "statements/a.b/c", "../a"
            })
    void noOtherDotsAreInAKey(String key) {
        assertThatThrownBy(() -> new ObjectKey(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void storesBytesWithTheirHash() throws IOException {
        var key = Fresh.object();
        var content = random(3 << 20);
        var expected = stored(key, content);

        assertThat(bucket().put(key, content)).isEqualTo(expected);
        assertThat(bucket().find(key)).contains(expected);
        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void storesNoBytesAtAll() throws IOException {
        var key = Fresh.object();
        var content = new byte[0];

        assertThat(bucket().put(key, content)).isEqualTo(stored(key, content));
        assertThat(bucket().find(key)).contains(stored(key, content));
        assertThat(read(key)).isEmpty();
    }

    @Test
    void storesOverWhatWasThere() throws IOException {
        var key = Fresh.object();
        bucket().put(key, random(100_000));
        var content = text("shorter");

        bucket().put(key, content);

        assertThat(bucket().find(key)).contains(stored(key, content));
        assertThat(read(key)).isEqualTo(content);
        assertThat(bucket().list(key.value())).containsExactly(key);
    }

    @Test
    void keepsAKeyBesideOneThatItBegins() throws IOException {
        var folder = Fresh.folder();
        var outer = new ObjectKey(folder + "a");
        var inner = new ObjectKey(folder + "a/b");
        bucket().put(inner, text("inner"));
        bucket().put(outer, text("outer"));

        assertThat(read(outer)).isEqualTo(text("outer"));
        assertThat(read(inner)).isEqualTo(text("inner"));
        assertThat(bucket().list(folder)).containsExactly(outer, inner);
        bucket().delete(outer);
        assertThat(bucket().list(folder)).containsExactly(inner);
    }

    @Test
    void listsTheKeysThatBeginWithAPrefixSorted() {
        var folder = Fresh.folder();
        var names = List.of("b", "a/2", "a/10", "a/1", "a-b", "a_b", "B", "aa", "a");
        names.forEach(name -> bucket().put(new ObjectKey(folder + name), text(name)));

        assertThat(listed(folder, "")).containsExactly("B", "a", "a-b", "a/1", "a/10", "a/2", "a_b", "aa", "b");
        assertThat(listed(folder, "a")).containsExactly("a", "a-b", "a/1", "a/10", "a/2", "a_b", "aa");
        assertThat(listed(folder, "a/")).containsExactly("a/1", "a/10", "a/2");
        assertThat(listed(folder, "a/1")).containsExactly("a/1", "a/10");
        assertThat(listed(folder, "a/1/")).isEmpty();
        assertThat(listed(folder, "c")).isEmpty();
    }

    /** One page of S3's ListObjectsV2 holds a thousand keys. */
    @Test
    void listsMoreThanAThousandKeys() throws Exception {
        var folder = Fresh.folder();
        var content = text("x");
        Together.run(8, thread -> {
            for (var number = 1000 + thread; number < 2005; number += 8) {
                bucket().put(new ObjectKey(folder + number), content);
            }
            return thread;
        });

        assertThat(listed(folder, "")).hasSize(1005).isSorted().doesNotHaveDuplicates();
        assertThat(paged(folder, "", 1000)).isEqualTo(listed(folder, ""));
    }

    @Test
    void pagesThroughWhatBeginsWithAPrefixInOrder() {
        var folder = Fresh.folder();
        var names = List.of("b", "a/2", "a/10", "a/1", "a-b", "a_b", "B", "aa", "a", "a/1/x", "a-b/c");
        names.forEach(name -> bucket().put(new ObjectKey(folder + name), text(name)));
        var sorted = List.of("B", "a", "a-b", "a-b/c", "a/1", "a/1/x", "a/10", "a/2", "a_b", "aa", "b");

        for (var limit = 1; limit <= sorted.size() + 1; limit++) {
            assertThat(paged(folder, "", limit)).containsExactlyElementsOf(sorted);
            assertThat(paged(folder, "a/", limit)).containsExactly("a/1", "a/1/x", "a/10", "a/2");
        }
        assertThat(bucket().page(folder, folder + "a/0", 1))
                .extracting(ListedObject::key)
                .containsExactly(folder + "a/1");
        assertThat(bucket().page(folder, folder + "a/3", 1))
                .extracting(ListedObject::key)
                .containsExactly(folder + "a_b");
        assertThat(bucket().page(folder, folder + "b", 5)).isEmpty();
        assertThat(bucket().page(folder + "none/", "", 5)).isEmpty();
    }

    @Test
    void aPageTellsSizeAndWhenTheBytesCame() {
        var folder = Fresh.folder();
        var key = new ObjectKey(folder + "a/b");
        var before = Instant.now().minusSeconds(60);
        bucket().put(key, random(1000));
        bucket().copy(key, new ObjectKey(folder + "a/c"));
        bucket().put(new ObjectKey(folder + "empty"), new byte[0]);

        var page = bucket().page(folder, "", 1000);

        assertThat(page).extracting(ListedObject::size).containsExactly(1000L, 1000L, 0L);
        assertThat(page)
                .allSatisfy(object -> assertThat(object.stored())
                        .isBetween(before, Instant.now().plusSeconds(60)));
    }

    @Test
    void copiesAnObjectWithItsHash() throws IOException {
        var from = Fresh.object();
        var to = Fresh.object();
        var content = random(1 << 20);
        bucket().put(from, content);

        assertThat(bucket().copy(from, to)).isEqualTo(stored(to, content));
        assertThat(bucket().find(to)).contains(stored(to, content));
        assertThat(bucket().find(from)).contains(stored(from, content));
        assertThat(read(to)).isEqualTo(content);
    }

    @Test
    void aCopyOutlivesItsSource() throws IOException {
        var from = Fresh.object();
        var to = Fresh.object();
        bucket().put(from, text("lasting"));
        bucket().copy(from, to);

        bucket().put(from, text("changed"));
        bucket().delete(from);

        assertThat(bucket().find(to)).contains(stored(to, text("lasting")));
        assertThat(read(to)).isEqualTo(text("lasting"));
    }

    @Test
    void copiesOverWhatWasThere() throws IOException {
        var from = Fresh.object();
        var to = Fresh.object();
        bucket().put(from, text("new"));
        bucket().put(to, text("what was there before"));

        bucket().copy(from, to);

        assertThat(bucket().find(to)).contains(stored(to, text("new")));
        assertThat(read(to)).isEqualTo(text("new"));
    }

    @Test
    void deletesAnObjectAndNothingElse() throws IOException {
        var folder = Fresh.folder();
        var deleted = new ObjectKey(folder + "deep/er/one");
        var kept = new ObjectKey(folder + "deep/er/two");
        bucket().put(deleted, text("one"));
        bucket().put(kept, text("two"));

        bucket().delete(deleted);
        bucket().delete(deleted);
        bucket().delete(new ObjectKey(folder + "never"));

        assertThat(bucket().find(deleted)).isEmpty();
        assertThat(bucket().open(deleted)).isEmpty();
        assertThat(bucket().list(folder)).containsExactly(kept);
        assertThat(read(kept)).isEqualTo(text("two"));
    }

    @Test
    void storesAgainWhatWasDeleted() throws IOException {
        var key = Fresh.object();
        bucket().put(key, text("first"));
        bucket().delete(key);

        bucket().put(key, text("second"));

        assertThat(read(key)).isEqualTo(text("second"));
    }

    @Test
    void aReaderSeesAllOfAnObjectOrNoneOfIt() throws Exception {
        var key = Fresh.object();
        var contents = List.of(random(700_000), random(1_000_000));
        var expected = contents.stream().map(content -> stored(key, content)).toList();
        var writing = new AtomicBoolean(true);
        bucket().put(key, contents.getFirst());

        var seen = Together.run(3, thread -> {
            if (thread == 0) {
                overwrite(key, contents, writing);
                return new ArrayList<byte[]>();
            }
            var read = new ArrayList<byte[]>();
            do {
                read.add(readUnchecked(key));
                assertThat(bucket().find(key).orElseThrow()).isIn(expected);
            } while (writing.get());
            return read;
        });

        assertThat(seen.stream().flatMap(List::stream))
                .allMatch(
                        bytes -> Arrays.equals(bytes, contents.getFirst()) || Arrays.equals(bytes, contents.getLast()));
    }

    @Test
    void objectsBesideEachOtherComeAndGoAtOnce() throws Exception {
        var folder = Fresh.folder();

        Together.run(8, thread -> {
            var key = new ObjectKey(folder + "shared/" + (thread % 2) + "/thread-" + thread);
            for (var time = 0; time < 20; time++) {
                bucket().put(key, text("time " + time));
                assertThat(readUnchecked(key)).isEqualTo(text("time " + time));
                bucket().delete(key);
            }
            return thread;
        });

        assertThat(bucket().list(folder)).isEmpty();
    }

    private void overwrite(ObjectKey key, List<byte[]> contents, AtomicBoolean writing) {
        try {
            for (var time = 1; time <= 20; time++) {
                bucket().put(key, contents.get(time % 2));
            }
        } finally {
            writing.set(false);
        }
    }

    private byte[] readUnchecked(ObjectKey key) {
        try {
            return read(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(ObjectKey key) throws IOException {
        try (var stream = bucket().open(key).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private List<String> paged(String folder, String prefix, int limit) {
        var names = new ArrayList<String>();
        var after = "";
        List<ListedObject> page;
        do {
            page = bucket().page(folder + prefix, after, limit);
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            for (var object : page) {
                names.add(object.key().substring(folder.length()));
                after = object.key();
            }
        } while (page.size() == limit);
        return names;
    }

    private List<String> listed(String folder, String prefix) {
        return bucket().list(folder + prefix).stream()
                .map(key -> key.value().substring(folder.length()))
                .toList();
    }

    private static StoredObject stored(ObjectKey key, byte[] content) {
        return new StoredObject(key, content.length, Optional.of(Digest.of(Algorithm.SHA256, content)));
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
