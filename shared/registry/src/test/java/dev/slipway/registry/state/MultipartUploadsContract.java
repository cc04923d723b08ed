package dev.slipway.registry.state;

import static dev.slipway.registry.state.MultipartUploads.SMALLEST_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MultipartUploads} does, with the bucket its objects go to. A bucket may serve many tests: each uses
 * keys of its own.
 */
public abstract class MultipartUploadsContract implements PartUrls {

    private static final byte[] LARGE = random(SMALLEST_PART, 1);
    private static final byte[] LARGER = random(SMALLEST_PART + 12_345, 2);
    private static final byte[] SMALL = random(1_000, 3);

    private final ObjectKey key = Fresh.object();

    @Test
    void putsPartsTogether() throws IOException {
        var upload = uploads().begin(key);
        var parts = List.of(put(upload, 1, LARGE), put(upload, 2, LARGER), put(upload, 3, SMALL));

        var size = (long) LARGE.length + LARGER.length + SMALL.length;
        assertThat(uploads().complete(key, upload, parts)).contains(unhashed(size));
        assertThat(bucket().find(key)).contains(unhashed(size));
        assertThat(read(key)).isEqualTo(joined(LARGE, LARGER, SMALL));
        assertThat(bucket().list(key.value())).containsExactly(key);
    }

    @Test
    void takesPartsInAnyOrderAndWithGaps() throws IOException {
        var upload = uploads().begin(key);
        var last = put(upload, 10_000, SMALL);
        var second = put(upload, 7, LARGER);
        var first = put(upload, 3, LARGE);

        assertThat(uploads().complete(key, upload, List.of(first, second, last)))
                .isPresent();
        assertThat(read(key)).isEqualTo(joined(LARGE, LARGER, SMALL));
    }

    @Test
    void leavesOutPartsThatAreNotNamed() throws IOException {
        var upload = uploads().begin(key);
        var first = put(upload, 1, LARGE);
        put(upload, 2, LARGER);
        var last = put(upload, 3, SMALL);

        assertThat(uploads().complete(key, upload, List.of(first, last))).isPresent();
        assertThat(read(key)).isEqualTo(joined(LARGE, SMALL));
    }

    @Test
    void theOnlyPartMayBeSmall() throws IOException {
        var upload = uploads().begin(key);

        assertThat(uploads().complete(key, upload, List.of(put(upload, 1, SMALL))))
                .contains(unhashed(SMALL.length));
        assertThat(read(key)).isEqualTo(SMALL);
    }

    @Test
    void aPartTakesThePlaceOfOneWithTheSameNumber() throws IOException {
        var upload = uploads().begin(key);
        var replaced = put(upload, 1, LARGE);
        var current = put(upload, 1, LARGER);

        assertThat(current.tag()).isNotEqualTo(replaced.tag());
        assertThat(uploads().complete(key, upload, List.of(replaced))).isEmpty();
        assertThat(uploads().complete(key, upload, List.of(current))).isPresent();
        assertThat(read(key)).isEqualTo(LARGER);
    }

    @Test
    void theSameBytesHaveTheSameTag() {
        var upload = uploads().begin(key);
        var first = put(upload, 1, LARGE);
        put(upload, 1, LARGE);

        assertThat(uploads().complete(key, upload, List.of(first))).isPresent();
    }

    /** A part that another of the same number was copied to before, from an object of just 5 MiB, and from a larger one. */
    @Test
    void copiesTheFirstBytesOfAnObjectAsAPart() throws IOException {
        for (var length : List.of(SMALLEST_PART, SMALLEST_PART + 1, LARGER.length)) {
            bucket().put(key, LARGER);
            var upload = uploads().begin(key);
            var first = uploads().copy(key, upload, 1, key, length).orElseThrow();
            assertThat(uploads().copy(key, upload, 1, key, length)).contains(first);

            complete(upload, List.of(first, put(upload, 2, SMALL)));

            assertThat(bucket().find(key)).contains(unhashed(length + SMALL.length));
            assertThat(read(key)).isEqualTo(joined(Arrays.copyOf(LARGER, length), SMALL));
        }
    }

    /** The place of a whole may be taken by a longer one that begins with the same bytes: the part is the same. */
    @Test
    void copiesTheSamePartWhateverFollows() throws IOException {
        bucket().put(key, joined(LARGE, SMALL));
        var upload = uploads().begin(key);
        var before = uploads().copy(key, upload, 1, key, LARGE.length).orElseThrow();
        bucket().put(key, joined(LARGE, LARGER));
        assertThat(uploads().copy(key, upload, 1, key, LARGE.length)).isPresent();

        complete(upload, List.of(before));

        assertThat(read(key)).isEqualTo(LARGE);
    }

    @Test
    void copiesNothingToOrFromWhatIsNotThere() {
        var upload = uploads().begin(key);
        assertThat(uploads().copy(key, upload, 1, Fresh.object(), SMALLEST_PART))
                .isEmpty();
        bucket().put(key, LARGER);
        uploads().abort(key, upload);
        assertThat(uploads().copy(key, upload, 1, key, 1_000)).isEmpty();
        assertThat(uploads().copy(key, upload, 1, key, LARGER.length)).isEmpty();
    }

    @Test
    void completesTwice() throws IOException {
        var upload = uploads().begin(key);
        var parts = List.of(put(upload, 1, LARGE), put(upload, 2, SMALL));

        var first = uploads().complete(key, upload, parts);

        assertThat(first).isPresent();
        assertThat(uploads().complete(key, upload, parts)).isEqualTo(first);
        assertThat(read(key)).isEqualTo(joined(LARGE, SMALL));
    }

    @Test
    void completesTwiceAtOnce() throws Exception {
        var upload = uploads().begin(key);
        var parts = List.of(put(upload, 1, LARGE), put(upload, 2, SMALL));

        var answers = Together.run(2, thread -> uploads().complete(key, upload, parts));

        assertThat(answers).containsOnly(Optional.of(unhashed(LARGE.length + SMALL.length)));
        assertThat(read(key)).isEqualTo(joined(LARGE, SMALL));
    }

    @Test
    void completesNothingWithoutAllParts() throws IOException {
        var upload = uploads().begin(key);
        var first = put(upload, 1, LARGE);
        var missing = new Part(2, first.tag());

        assertThat(uploads().complete(key, upload, List.of(first, missing))).isEmpty();
        assertThat(bucket().find(key)).isEmpty();

        assertThat(uploads().complete(key, upload, List.of(first, put(upload, 2, SMALL))))
                .isPresent();
        assertThat(read(key)).isEqualTo(joined(LARGE, SMALL));
    }

    @Test
    void completesNothingWithAnotherTag() {
        var upload = uploads().begin(key);
        var first = put(upload, 1, LARGE);
        var second = put(upload, 2, SMALL);

        assertThat(uploads().complete(key, upload, List.of(first, new Part(2, first.tag()))))
                .isEmpty();
        assertThat(bucket().find(key)).isEmpty();
        assertThat(uploads().complete(key, upload, List.of(first, second))).isPresent();
    }

    @Test
    void completesNothingWithATooSmallPartBeforeTheLast() {
        var upload = uploads().begin(key);
        var first = put(upload, 1, LARGE);
        var small = put(upload, 2, random(SMALLEST_PART - 1, 4));
        var last = put(upload, 3, SMALL);

        assertThat(uploads().complete(key, upload, List.of(first, small, last))).isEmpty();
        assertThat(bucket().find(key)).isEmpty();
        assertThat(uploads().complete(key, upload, List.of(first, small))).isPresent();
    }

    @Test
    void completesNothingOfAnUploadThatIsNotThere() {
        var upload = uploads().begin(key);
        var part = put(upload, 1, SMALL);
        var other = Fresh.object();

        assertThat(uploads().complete(other, upload, List.of(part))).isEmpty();
        uploads().abort(key, upload);
        assertThat(uploads().complete(key, upload, List.of(part))).isEmpty();
        assertThat(bucket().find(key)).isEmpty();
        assertThat(bucket().find(other)).isEmpty();
    }

    @Test
    void forgetsAnUploadTwice() {
        var upload = uploads().begin(key);
        put(upload, 1, SMALL);

        uploads().abort(key, upload);
        uploads().abort(key, upload);

        assertThatThrownBy(() -> put(upload, 2, SMALL)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void forgettingACompletedUploadLeavesItsObject() throws IOException {
        var upload = uploads().begin(key);
        complete(upload, List.of(put(upload, 1, SMALL)));

        uploads().abort(key, upload);

        assertThat(read(key)).isEqualTo(SMALL);
    }

    @Test
    void showsNothingBeforeItIsComplete() {
        var upload = uploads().begin(key);
        put(upload, 1, LARGE);

        assertThat(bucket().find(key)).isEmpty();
        assertThat(bucket().open(key)).isEmpty();
        assertThat(bucket().list(key.value())).isEmpty();
    }

    @Test
    void keepsUploadsToOneKeyApart() throws IOException {
        var first = uploads().begin(key);
        var second = uploads().begin(key);
        assertThat(first).isNotEqualTo(second);
        var ofFirst = put(first, 1, SMALL);
        var ofSecond = put(second, 1, LARGE);

        complete(first, List.of(ofFirst));
        assertThat(read(key)).isEqualTo(SMALL);

        complete(second, List.of(ofSecond));
        assertThat(bucket().find(key)).contains(unhashed(LARGE.length));
        assertThat(read(key)).isEqualTo(LARGE);
    }

    @Test
    void replacesAnObjectThatWasPut() throws IOException {
        bucket().put(key, SMALL);
        var upload = uploads().begin(key);

        complete(upload, List.of(put(upload, 1, LARGE)));

        assertThat(bucket().find(key)).contains(unhashed(LARGE.length));
        assertThat(read(key)).isEqualTo(LARGE);
    }

    @Test
    void aCopyHasTheHashOfTheWhole() throws IOException {
        var upload = uploads().begin(key);
        complete(upload, List.of(put(upload, 1, LARGE), put(upload, 2, SMALL)));
        var to = Fresh.object();
        var content = joined(LARGE, SMALL);
        var expected = new StoredObject(to, content.length, Optional.of(Digest.of(Algorithm.SHA256, content)));

        assertThat(bucket().copy(key, to)).isEqualTo(expected);
        assertThat(bucket().find(to)).contains(expected);
        bucket().delete(key);
        assertThat(read(to)).isEqualTo(content);
    }

    private void complete(String upload, List<Part> parts) {
        assertThat(uploads().complete(key, upload, parts)).isPresent();
    }

    private Part put(String upload, int number, byte[] content) {
        return uploads().put(key, upload, number, content);
    }

    private byte[] read(ObjectKey from) throws IOException {
        try (var stream = bucket().open(from).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private StoredObject unhashed(long size) {
        return new StoredObject(key, size, Optional.empty());
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] random(int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
