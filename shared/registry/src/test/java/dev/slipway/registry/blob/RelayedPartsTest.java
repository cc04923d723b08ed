package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.Stores;
import dev.slipway.registry.blob.RelayedParts.PutPart;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Between;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RelayedPartsTest {

    private static final int PART = (int) RelayedParts.PART_SIZE;

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");
    private final RelayedParts relayed = stores.registry().relayedParts();
    private final byte[] one = Content.bytes(PART, 1);
    private final byte[] two = Content.bytes(6 << 20, 2);
    private final byte[] small = Content.bytes(1000, 3);

    @AfterEach
    void invariantsHold() {
        Invariants.hold(stores);
        stores.close();
    }

    @Test
    void partsMakeABlob() {
        var whole = Client.join(List.of(one, two));

        client.finish(client.relay(client.start(), List.of(one, two)), Content.sha256(whole), new byte[0]);

        assertThat(client.pull(Content.sha256(whole))).isEqualTo(whole);
        assertThat(stores.bucket().list("staging/")).isEmpty();
        assertThat(stores.bucket().openUploads()).isZero();
    }

    @Test
    void partsAndChunksMakeABlob() {
        var chunk = Content.bytes(5 << 20, 4);
        var whole = Client.join(List.of(chunk, one, small, chunk, two, small, small));

        var session = client.append(client.start(), chunk);
        session = client.relay(session, List.of(one));
        session = client.append(session, List.of(small, chunk));
        session = client.relay(session, List.of(two));
        session = client.append(session, List.of(small));

        client.finish(session, Content.sha256(whole), small);
        assertThat(client.pull(Content.sha256(whole))).isEqualTo(whole);
        assertThat(stores.bucket().list("staging/")).isEmpty();
    }

    @Test
    void aRelayedBlobMayBeNamedBySha512() {
        var digest = Digest.of(Algorithm.SHA512, one);

        client.finish(client.relay(client.start(), List.of(one)), digest, new byte[0]);

        assertThat(client.pull(digest)).isEqualTo(one);
    }

    @Test
    void urlsThatWereNotUsedDoNoHarm() {
        for (var content : List.of(new byte[0], small)) {
            var session = client.start();
            relayed.urls(client.repository(), session.id(), 3);

            client.finish(session, Content.sha256(content), content);

            assertThat(client.pull(Content.sha256(content))).isEqualTo(content);
            assertThat(stores.bucket().openUploads()).isZero();
        }
    }

    @Test
    void nobodyIsGivenTheSameNumberTwice() {
        var session = client.start();
        var id = session.id();
        var between = Between.before("Table.write", 1, () -> relayed.urls(client.repository(), id, 2));

        var late = stores.registry(between).relayedParts().urls(client.repository(), id, 2);

        assertThat(late.urls()).extracting(RelayedParts.PartUrl::number).containsExactly(3, 4);
        assertThat(stores.bucket().openUploads()).isOne();
    }

    @Test
    void numbersRunOutWithoutHarm() {
        var session = client.start();
        for (var hundred = 0; hundred < 100; hundred++) {
            relayed.urls(client.repository(), session.id(), 100);
        }

        Errors.refused(ErrorCode.BLOB_UPLOAD_INVALID, () -> relayed.urls(client.repository(), session.id(), 1));
        Errors.refused(ErrorCode.BLOB_UPLOAD_INVALID, () -> client.append(session, Content.bytes(5 << 20, 1)));
    }

    @Test
    void partsAtAnotherOffsetOrWhileBytesArePendingAreRefused() {
        var session = client.start();
        var url = relayed.urls(client.repository(), session.id(), 1).urls().getFirst();
        var put = List.of(Client.put(url, one));

        assertThat(catchThrowableOfType(
                                OutOfOrderException.class, () -> relayed.add(client.repository(), session.id(), 1, put))
                        .session()
                        .offset())
                .isZero();
        client.append(session, small);
        assertThat(catchThrowableOfType(
                                OutOfOrderException.class,
                                () -> relayed.add(client.repository(), session.id(), 1000, put))
                        .session()
                        .offset())
                .isEqualTo(1000);
    }

    @Test
    void addingTwiceAddsOnce() throws OutOfOrderException {
        var session = client.start();
        var url = relayed.urls(client.repository(), session.id(), 1).urls().getFirst();
        var put = List.of(Client.put(url, one));
        relayed.add(client.repository(), session.id(), 0, put);

        var again = catchThrowableOfType(
                OutOfOrderException.class, () -> relayed.add(client.repository(), session.id(), 0, put));

        assertThat(again.session().offset()).isEqualTo(PART);
    }

    @Test
    void partsOfNumbersThatWereNotGivenOrTooSmallAreRefused() {
        var session = client.start();
        relayed.urls(client.repository(), session.id(), 2);
        for (var put : List.of(
                List.of(part(3, PART)),
                List.of(part(2, PART), part(1, PART)),
                List.of(part(1, PART), part(1, PART)),
                List.of(part(1, (5 << 20) - 1)))) {
            Errors.refused(ErrorCode.BLOB_UPLOAD_INVALID, () -> relayed.add(client.repository(), session.id(), 0, put));
        }
    }

    @Test
    void moreThanFiveGibibytesAreRefused() {
        var session = client.start();
        relayed.urls(client.repository(), session.id(), 2);

        var refused = Errors.refused(
                ErrorCode.SIZE_INVALID,
                () -> relayed.add(client.repository(), session.id(), 0, List.of(part(1, 5L << 30), part(2, 6 << 20))));

        assertThat(refused.status()).isEqualTo(413);
    }

    @Test
    void relayedBytesThatDoNotHashToTheDigestEndTheUploadAndLeaveNothing() {
        var session = client.relay(client.start(), List.of(one));

        Errors.refused(ErrorCode.DIGEST_INVALID, () -> client.finish(session, Content.sha256(two), new byte[0]));

        assertThat(stores.bucket().list("")).isEmpty();
        Errors.refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> client.append(session, small));
    }

    @Test
    void partsThatAreNotWhatWasSaidEndTheUpload() throws OutOfOrderException {
        var session = client.start();
        var url = relayed.urls(client.repository(), session.id(), 1).urls().getFirst();
        var put = Client.put(url, one);
        var next = relayed.add(client.repository(), session.id(), 0, List.of(new PutPart(put.part(), put.size() + 1)));

        Errors.refused(ErrorCode.BLOB_UPLOAD_INVALID, () -> client.finish(next, Content.sha256(one), new byte[0]));

        assertThat(stores.bucket().list("")).isEmpty();
    }

    @Test
    void aLateEndWithOtherBytesDoesNotTouchWhatIsLinked() {
        var session = client.relay(client.start(), List.of(one));
        var digest = Content.sha256(two);
        var between = Between.before("Bucket.copy", 1, () -> {
            stores.putDirectly(session.id(), two);
            assertThat(client.pull(digest)).isEqualTo(two);
        });
        var late = new Client(stores.registry(between), "team/app");

        late.finish(session, digest, new byte[0]);

        assertThat(client.pull(digest)).isEqualTo(two);
    }

    @Test
    void anEndThatIsSentAgainWhileTheFirstIsRunningSucceedsToo() {
        var session = client.relay(client.start(), List.of(one));
        var digest = Content.sha256(one);
        for (var call : List.of("Bucket.find", "MultipartUploads.complete", "Bucket.copy", "Table.transact")) {
            var again = Between.before(call, 1, () -> client.finish(session, digest, new byte[0]));

            new Client(stores.registry(again), "team/app").finish(session, digest, new byte[0]);

            assertThat(client.pull(digest)).isEqualTo(one);
        }
    }

    private static PutPart part(int number, long size) {
        return new PutPart(new Part(number, "\"tag\""), size);
    }
}
