package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.BucketContract;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBucketTest extends BucketContract {

    private static final ObjectKey KEY = new ObjectKey("blobs/sha256/0a/b");
    private static final byte[] CONTENT = "some bytes".getBytes(UTF_8);
    private static final Digest DIGEST = Digest.of(Algorithm.SHA256, CONTENT);

    private final Path folder;
    private final FileBucket bucket;

    FileBucketTest(@TempDir Path folder) {
        this.folder = folder;
        bucket = FileBucket.open(folder);
    }

    @Override
    public Bucket bucket() {
        return bucket;
    }

    @Test
    void receivesAsManyBytesAsWereAnnouncedAndNoMore() throws IOException {
        var body = new ByteArrayInputStream("some bytes and more".getBytes(UTF_8));

        var receipt = bucket.receive(KEY, body, CONTENT.length, Optional.of(DIGEST.hash()));

        assertThat(receipt).isEqualTo(new Receipt.Stored(new StoredObject(KEY, CONTENT.length, Optional.of(DIGEST))));
        assertThat(bucket.find(KEY)).contains(new StoredObject(KEY, CONTENT.length, Optional.of(DIGEST)));
        assertThat(body.readAllBytes()).asString(UTF_8).isEqualTo(" and more");
    }

    @Test
    void aBodyThatEndsEarlyLeavesNothing() throws IOException {
        var receipt = bucket.receive(KEY, new ByteArrayInputStream(CONTENT), 11, Optional.empty());

        assertThat(receipt).isEqualTo(new Receipt.CutShort(CONTENT.length));
        assertNothingIsLeft();
    }

    @Test
    void aBodyThatBreaksLeavesNothing() throws IOException {
        var broken = new SequenceInputStream(new ByteArrayInputStream(CONTENT), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThat(bucket.receive(KEY, broken, 1000, Optional.empty())).isEqualTo(new Receipt.CutShort(CONTENT.length));
        assertNothingIsLeft();
    }

    @Test
    void aBodyWithAnotherHashLeavesNothing() throws IOException {
        var receipt = bucket.receive(KEY, new ByteArrayInputStream(CONTENT), CONTENT.length, Optional.of(new byte[32]));

        assertThat(receipt).isEqualTo(new Receipt.Mismatch(DIGEST));
        assertNothingIsLeft();
    }

    @Test
    void aRefusedBodyLeavesWhatWasThere() {
        bucket.put(KEY, CONTENT);

        bucket.receive(KEY, new ByteArrayInputStream(new byte[5]), 5, Optional.of(new byte[32]));

        assertThat(bucket.find(KEY)).contains(new StoredObject(KEY, CONTENT.length, Optional.of(DIGEST)));
    }

    @Test
    void readsAnyPartOfAFileThoughItIsReplacedAndDeletedMeanwhile() throws IOException {
        bucket.put(KEY, CONTENT);
        try (var file = bucket.file(KEY).orElseThrow()) {
            bucket.put(KEY, "other".getBytes(UTF_8));
            bucket.delete(KEY);

            var range = ByteBuffer.allocate(5);
            file.channel().read(range, 5);
            assertThat(file.size()).isEqualTo(CONTENT.length);
            assertThat(range.array()).asString(UTF_8).isEqualTo("bytes");
        }
    }

    @Test
    void copiesOntoItselfAndTwice() {
        var to = new ObjectKey("blobs/copy");
        bucket.put(KEY, CONTENT);
        bucket.copy(KEY, KEY);
        bucket.copy(KEY, to);

        bucket.copy(KEY, to);

        assertThat(bucket.find(KEY)).contains(new StoredObject(KEY, CONTENT.length, Optional.of(DIGEST)));
        assertThat(bucket.find(to)).contains(new StoredObject(to, CONTENT.length, Optional.of(DIGEST)));
        assertThat(folder.resolve("drafts")).isEmptyDirectory();
    }

    @Test
    void copiesNothingThatIsNotThere() {
        assertThatThrownBy(() -> bucket.copy(KEY, KEY)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void foldersGoWithTheirLastFile() {
        bucket.put(KEY, CONTENT);

        bucket.delete(KEY);

        assertThat(folder.resolve("objects")).isEmptyDirectory();
    }

    @Test
    void whatAnEarlierProcessLeftHalfWrittenGoes() throws IOException {
        bucket.put(KEY, CONTENT);
        Files.write(folder.resolve("drafts/left"), CONTENT);

        var reopened = FileBucket.open(folder);

        assertThat(folder.resolve("drafts")).isEmptyDirectory();
        assertThat(reopened.find(KEY)).contains(new StoredObject(KEY, CONTENT.length, Optional.of(DIGEST)));
    }

    @Test
    void aFileThatLostItsEndIsNoObject() throws IOException {
        bucket.put(KEY, CONTENT);
        var file = folder.resolve("objects/" + KEY + ".object");
        var whole = Files.readAllBytes(file);

        for (var length : new int[] {whole.length - 1, CONTENT.length, 3, 0}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(bucket.find(KEY)).isEmpty();
            assertThat(bucket.open(KEY)).isEmpty();
        }
        Files.write(file, new byte[whole.length]);
        assertThat(bucket.find(KEY)).isEmpty();
    }

    @Test
    void listsNothingOutside() {
        bucket.put(KEY, CONTENT);

        assertThat(bucket.list("../")).isEmpty();
        assertThat(bucket.list("/")).isEmpty();
        assertThat(bucket.page("../", "", 10)).isEmpty();
        assertThat(bucket.page("/", "", 10)).isEmpty();
        assertThat(bucket.list("")).containsExactly(KEY);
    }

    @Test
    void expiresWhatIsOldAndBeginsWithAPrefix() {
        var staged = new ObjectKey("staging/a/whole");
        bucket.put(KEY, CONTENT);
        bucket.put(staged, CONTENT);

        bucket.expire("staging/", Instant.now().minusSeconds(60));
        assertThat(bucket.list("")).containsExactly(KEY, staged);

        bucket.expire("staging/", Instant.now().plusSeconds(60));
        assertThat(bucket.list("")).containsExactly(KEY);
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(bucket.find(KEY)).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
