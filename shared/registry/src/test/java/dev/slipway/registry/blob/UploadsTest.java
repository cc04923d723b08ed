package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Between;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadsTest {

    private static final int MIB = 1 << 20;

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");

    @AfterEach
    void invariantsHold() {
        Invariants.hold(stores);
        stores.close();
    }

    /** Sizes of chunks in bytes: around a hash's block, around S3's smallest part, and mixtures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "63 1 64 65 127 128 129",
                "4194304",
                "5242879",
                "5242880",
                "5242881 1",
                "3145728 3145728",
                "3145728 3145728 3145728",
                "1 5242880 1",
                "4194304 4194304 4194304 4194304 5"
            })
    void chunksOfManySizesMakeABlob(String sizes) {
        var chunks = chunks(sizes);

        var digest = client.push(chunks);

        assertThat(client.pull(digest)).isEqualTo(Client.join(chunks));
        assertThat(stores.bucket().list("staging/")).isEmpty();
        assertThat(stores.bucket().openUploads()).isZero();
    }

    /** The table removes it some time after; by then its bytes may be gone. */
    @Test
    void anUploadThatHasExpiredIsUnknown() {
        var session = client.append(client.start(), Content.bytes(100, 1));
        stores.pass(Duration.ofDays(2).minusSeconds(1));
        session = client.append(session, Content.bytes(100, 2));
        stores.pass(Duration.ofDays(2).minusSeconds(1));
        var reached = stores.registry().uploads().status(client.repository(), session.id());
        assertThat(reached.offset()).isEqualTo(200);
        stores.pass(Duration.ofSeconds(1));

        var uploads = stores.registry().uploads();
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(client.repository(), reached.id()));
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.cancel(client.repository(), reached.id()));
        Errors.refused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                () -> stores.registry().relayedParts().urls(client.repository(), reached.id(), 1));
        Errors.refused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.finish(reached, Content.sha256(new byte[0]), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "3145728 3145728", "5242880 7"})
    void aBlobMayBeNamedBySha512(String sizes) {
        var chunks = chunks(sizes);
        var content = Client.join(chunks);
        var digest = Digest.of(Algorithm.SHA512, content);

        client.finish(client.append(client.start(), chunks), digest, new byte[0]);

        assertThat(client.pull(digest)).isEqualTo(content);
    }

    @Test
    void theLastChunkMayComeWithTheEnd() {
        var chunks = chunks("5242880 100");
        var last = Content.bytes(4 * MIB, 9);
        var content = Client.join(List.of(chunks.get(0), chunks.get(1), last));

        client.finish(client.append(client.start(), chunks), Content.sha256(content), last);

        assertThat(client.pull(Content.sha256(content))).isEqualTo(content);
    }

    @Test
    void aBlobMayHaveNoBytes() {
        var empty = Content.sha256(new byte[0]);

        client.finish(client.start(), empty, new byte[0]);

        assertThat(client.pull(empty)).isEmpty();
    }

    @Test
    void bytesThatDoNotHashToTheDigestAreRefusedAndTheUploadGoesOn() {
        var session = client.append(client.start(), Content.bytes(10, 1));
        var right = Content.sha256(Content.bytes(10, 1));

        Errors.refused(
                ErrorCode.DIGEST_INVALID,
                () -> client.finish(session, Content.sha256(Content.bytes(10, 2)), new byte[0]));

        assertThat(client.finish(session, right, new byte[0])).isEqualTo(right);
    }

    @Test
    void aChunkOutOfOrderIsRefusedAndChangesNothing() {
        var session = client.append(client.start(), Content.bytes(10, 1));

        for (var range : List.of("0-4", "9-13", "11-15", "100-104")) {
            var refused = catchThrowableOfType(
                    OutOfOrderException.class,
                    () -> stores.registry()
                            .uploads()
                            .append(
                                    client.repository(),
                                    session.id(),
                                    Optional.of(ContentRange.parse(range)),
                                    new byte[5]));
            assertThat(refused.session().range()).isEqualTo("0-9");
        }
        assertThat(client.finish(session, Content.sha256(Content.bytes(10, 1)), new byte[0]))
                .isNotNull();
    }

    @Test
    void aChunkThatIsNotAsLongAsItsRangeIsRefused() {
        var session = client.start();

        Errors.refused(
                ErrorCode.SIZE_INVALID,
                () -> stores.registry()
                        .uploads()
                        .append(
                                client.repository(),
                                session.id(),
                                Optional.of(ContentRange.parse("0-9")),
                                new byte[9]));
    }

    @Test
    void ofTwoChunksAtOnceOneWins() {
        var session = client.append(client.start(), Content.bytes(10, 1));
        var other = Content.bytes(20, 2);
        var between = Between.before("Table.write", 1, () -> client.append(session, other));
        var late = stores.registry(between).uploads();

        var refused = catchThrowableOfType(
                OutOfOrderException.class,
                () -> late.append(client.repository(), session.id(), Optional.empty(), Content.bytes(30, 3)));

        assertThat(refused.session().offset()).isEqualTo(30);
        var whole = Client.join(List.of(Content.bytes(10, 1), other));
        client.finish(refused.session(), Content.sha256(whole), new byte[0]);
        assertThat(client.pull(Content.sha256(whole))).isEqualTo(whole);
        assertThat(stores.bucket().list("staging/")).isEmpty();
    }

    @Test
    void ofTwoLargeChunksAtOnceOneWins() {
        var session = client.append(client.start(), Content.bytes(5 * MIB, 1));
        var winner = Content.bytes(5 * MIB, 2);
        var between = Between.before("Table.write", 1, () -> client.append(session, winner));
        var late = stores.registry(between).uploads();

        var refused = catchThrowableOfType(
                OutOfOrderException.class,
                () -> late.append(client.repository(), session.id(), Optional.empty(), Content.bytes(6 * MIB, 3)));

        assertThat(refused.session().offset()).isEqualTo(10 * MIB);
    }

    @Test
    void ofTwoFirstLargeChunksAtOnceOneWinsAndNothingIsLeftOver() {
        var session = client.start();
        var winner = Content.bytes(5 * MIB, 2);
        var between = Between.before("Table.write", 1, () -> client.append(session, winner));
        var late = stores.registry(between).uploads();

        var refused = catchThrowableOfType(
                OutOfOrderException.class,
                () -> late.append(client.repository(), session.id(), Optional.empty(), Content.bytes(6 * MIB, 3)));
        client.finish(refused.session(), Content.sha256(winner), new byte[0]);

        assertThat(client.pull(Content.sha256(winner))).isEqualTo(winner);
        assertThat(stores.bucket().openUploads()).isZero();
    }

    @Test
    void veryManySmallChunksMakeABlob() {
        var session = client.start();
        var chunks =
                IntStream.range(0, 1_100).mapToObj(i -> Content.bytes(3, i)).toList();

        session = client.append(session, chunks);

        var whole = Client.join(chunks);
        client.finish(session, Content.sha256(whole), new byte[0]);
        assertThat(client.pull(Content.sha256(whole))).isEqualTo(whole);
        assertThat(stores.bucket().list("staging/")).isEmpty();
    }

    @Test
    void aCancelledUploadIsUnknownAndLeavesNothing() {
        var session = client.append(client.start(), chunks("5242880 7"));

        stores.registry().uploads().cancel(client.repository(), session.id());

        assertThat(stores.bucket().list("")).isEmpty();
        assertThat(stores.bucket().openUploads()).isZero();
        var uploads = stores.registry().uploads();
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(client.repository(), session.id()));
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.cancel(client.repository(), session.id()));
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.append(session, new byte[1]));
        Errors.refused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.finish(session, Content.sha256(new byte[3]), new byte[0]));
    }

    @Test
    void anUploadBelongsToItsRepository() {
        var session = client.start();
        var other = new Client(stores.registry(), "team/other");

        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> other.append(session, new byte[1]));
        Errors.refused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                () -> stores.registry().uploads().status(client.repository(), UploadId.random()));
    }

    @Test
    void anEndThatIsSentAgainSucceedsAgain() {
        var content = Content.bytes(10, 1);
        var session = client.append(client.start(), content);

        client.finish(session, Content.sha256(content), new byte[0]);

        assertThat(client.finish(session, Content.sha256(content), new byte[0])).isEqualTo(Content.sha256(content));
    }

    @Test
    void anUploadSaysHowFarItHasCome() {
        var session = client.start();
        var uploads = stores.registry().uploads();

        assertThat(session.range()).isEqualTo("0-0");
        client.append(session, new byte[10]);
        assertThat(uploads.status(client.repository(), session.id()).range()).isEqualTo("0-9");
    }

    private static List<byte[]> chunks(String sizes) {
        return List.of(sizes.split(" ")).stream()
                .map(Integer::parseInt)
                .map(size -> Content.bytes(size, size))
                .toList();
    }
}
