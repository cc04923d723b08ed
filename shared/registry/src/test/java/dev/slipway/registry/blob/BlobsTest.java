package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.ObjectKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BlobsTest {

    private static final Predicate<RepositoryName> ALL = name -> true;

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");
    private final Client other = new Client(stores.registry(), "team/other");
    private final Client stranger = new Client(stores.registry(), "strangers/app");
    private final Blobs blobs = stores.registry().blobs();
    private final byte[] content = Content.bytes(1000, 1);
    private final Digest digest = Content.sha256(content);

    @AfterEach
    void invariantsHold() {
        Invariants.holdAfterDeleting(stores);
        stores.close();
    }

    @Test
    void theSameContentIsStoredOnce() {
        client.push(content);
        other.push(content);
        stranger.push(content);
        client.push(content);

        assertThat(stores.bucket().list("blobs/")).hasSize(1);
        assertThat(stranger.pull(digest)).isEqualTo(content);
    }

    @Test
    void aDirectPutIsFoundByWhoeverAsks() {
        var session = client.start();
        stores.putDirectly(session.id(), content);

        assertThat(client.pull(digest)).isEqualTo(content);
        Errors.refused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                () -> stores.registry().uploads().status(client.repository(), session.id()));
    }

    @Test
    void aDirectPutServesOnlyTheRepositoryThatItsUploadBelongsTo() {
        stores.putDirectly(client.start().id(), content);
        other.start();
        stranger.start();

        unknown(other);
        unknown(stranger);
        assertThat(client.pull(digest)).isEqualTo(content);
        unknown(other);
    }

    @Test
    void aDirectPutWithoutAnOpenUploadServesNobody() {
        stores.putDirectly(UploadId.random(), content);
        unknown(client);
        client.start();
        unknown(client);
    }

    @Test
    void aDirectPutWhoseUploadHasExpiredServesNobody() {
        stores.putDirectly(client.start().id(), content);
        stores.pass(Duration.ofDays(2).minusSeconds(1));
        stores.putDirectly(other.start().id(), content);
        stores.pass(Duration.ofSeconds(1));

        unknown(client);
        assertThat(other.pull(digest)).isEqualTo(content);
    }

    @Test
    void aDirectPutWhoseBytesTheBucketHashedOtherwiseServesNobody() {
        stores.bucket().put(ObjectKey.blob(digest, client.start().id()), Content.bytes(1000, 2));

        unknown(client);
    }

    @Test
    void aDirectPutOfWhatIsThereIsNotKept() {
        other.push(content);
        stores.putDirectly(client.start().id(), content);

        assertThat(client.pull(digest)).isEqualTo(content);
        assertThat(stores.bucket().list("blobs/")).hasSize(1);
    }

    @Test
    void aDeletedBlobIsUnknownHereAndServedElsewhere() {
        client.push(content);
        other.push(content);

        blobs.delete(client.repository(), digest);

        unknown(client);
        assertThat(other.pull(digest)).isEqualTo(content);
        Errors.refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.delete(client.repository(), digest));
        client.push(content);
        assertThat(client.pull(digest)).isEqualTo(content);
    }

    @Test
    void nothingDeletedComesBackByADirectPutFromBefore() {
        var first = client.start();
        var second = client.start();
        stores.putDirectly(first.id(), content);
        stores.putDirectly(second.id(), content);

        blobs.delete(client.repository(), digest);

        unknown(client);
        assertThat(stores.bucket().list("blobs/")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aBlobIsMountedFromWhereTheClientSays() {
        client.push(content);

        assertThat(mount(stranger, Optional.of(client.repository()), ALL)).isTrue();

        assertThat(stranger.pull(digest)).isEqualTo(content);
        assertThat(stores.bucket().list("blobs/")).hasSize(1);
        assertThat(mount(stranger, Optional.of(client.repository()), ALL)).isTrue();
    }

    @Test
    void aBlobIsMountedFromADirectPut() {
        stores.putDirectly(client.start().id(), content);

        assertThat(mount(other, Optional.of(client.repository()), ALL)).isTrue();
    }

    @Test
    void nothingIsMountedFromWhereItIsNotOrMayNotBeRead() {
        client.push(content);

        assertThat(mount(stranger, Optional.of(other.repository()), ALL)).isFalse();
        assertThat(mount(stranger, Optional.of(client.repository()), name -> false))
                .isFalse();
        unknown(stranger);
    }

    @Test
    void withoutASourceOnlyTheSameOwnersRepositoriesAreSearched() {
        client.push(content);

        assertThat(mount(stranger, Optional.empty(), ALL)).isFalse();
        assertThat(mount(new Client(stores.registry(), "teams/app"), Optional.empty(), ALL))
                .isFalse();
        assertThat(mount(other, Optional.empty(), name -> false)).isFalse();
        assertThat(mount(other, Optional.empty(), ALL)).isTrue();
        assertThat(other.pull(digest)).isEqualTo(content);
    }

    private boolean mount(Client into, Optional<RepositoryName> from, Predicate<RepositoryName> readable) {
        return blobs.mount(into.repository(), digest, from, readable).isPresent();
    }

    private void unknown(Client asking) {
        Errors.refused(ErrorCode.BLOB_UNKNOWN, () -> asking.pull(digest));
    }
}
