package dev.slipway.registry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Errors;
import dev.slipway.registry.Invariants;
import dev.slipway.registry.Stores;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.state.Between;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestRulesTest {

    private final Stores stores = new Stores();
    private final Client client = new Client(stores.registry(), "team/app");
    private final ManifestDeletions deletions = stores.registry().manifestDeletions();
    private final byte[] config = Content.bytes(10, 1);
    private final byte[] layer = Content.bytes(20, 2);
    private final byte[] image = Content.image(config, layer);

    @BeforeEach
    void pushBlobs() {
        client.push(config);
        client.push(layer);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.holdAfterDeleting(stores);
        stores.close();
    }

    @Test
    void aManifestIsPulledByTagAndByDigestAsItWasPushed() {
        var pushed = client.push("latest", image, "v1", "v1.2");

        assertThat(pushed.digest()).isEqualTo(Content.sha256(image));
        assertThat(pushed.tags()).containsExactlyInAnyOrder(new Tag("latest"), new Tag("v1"), new Tag("v1.2"));
        for (var reference : List.of("latest", "v1", "v1.2", pushed.digest().toString())) {
            assertThat(client.pull(reference)).isEqualTo(image);
        }
        var head = stores.registry().manifests().head(client.repository(), new Tag("v1"));
        assertThat(head.size()).isEqualTo(image.length);
        assertThat(head.mediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(head.content()).isEmpty();
    }

    @Test
    void aManifestIsPushedByItsDigestOnly() {
        var sha512 = Digest.of(Algorithm.SHA512, image);

        assertThat(client.push(Content.sha256(image).toString(), image).tags()).isEmpty();
        assertThat(client.push(sha512.toString(), image).digest()).isEqualTo(sha512);
        assertThat(client.pull(sha512.toString())).isEqualTo(image);
        Errors.refused(
                ErrorCode.DIGEST_INVALID,
                () -> client.push(Content.sha256(config).toString(), image));
    }

    @Test
    void aTagMoves() {
        client.push("latest", image);
        var next = Content.image(config);

        client.push("latest", next);

        assertThat(client.pull("latest")).isEqualTo(next);
        assertThat(client.pull(Content.sha256(image).toString())).isEqualTo(image);
    }

    @Test
    void aReaderSeesTheOldOrTheNewManifestOfATagThatMoves() {
        client.push("latest", image);
        var next = Content.image(config);
        var between = Between.before("Table.get", 2, () -> {
            client.push("latest", next);
            deletions.delete(client.repository(), Content.sha256(image));
        });

        assertThat(new Client(stores.registry(between), "team/app").pull("latest"))
                .isEqualTo(next);
    }

    @Test
    void whatIsNotThereIsUnknown() {
        for (var reference : List.of("latest", Content.sha256(image).toString())) {
            Errors.refused(ErrorCode.MANIFEST_UNKNOWN, () -> client.pull(reference));
        }
        Errors.refused(ErrorCode.MANIFEST_UNKNOWN, () -> deletions.delete(client.repository(), new Tag("latest")));
        Errors.refused(ErrorCode.MANIFEST_UNKNOWN, () -> deletions.delete(client.repository(), Content.sha256(image)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 100_000, 4_000_000})
    void aManifestOfAnySizeIsKept(int beyondTheBorder) {
        var manifest = padded((64 << 10) + beyondTheBorder);

        client.push("latest", manifest);
        client.push("again", manifest);

        assertThat(client.pull("latest")).isEqualTo(manifest);
        assertThat(stores.bucket().list("blobs/")).hasSize(beyondTheBorder > 0 ? 3 : 2);
        deletions.delete(client.repository(), Content.sha256(manifest));
        stores.passAWeek();
        assertThat(stores.bucket().list("blobs/")).hasSize(2);
    }

    @Test
    void aLargeManifestThatIsDeletedWhileItIsPushedAgainIsWhole() {
        var manifest = padded(100_000);
        client.push("latest", manifest);
        for (var number = 1; number <= 3; number++) {
            var between = Between.before(
                    "Table.transact", 1, () -> deletions.delete(client.repository(), Content.sha256(manifest)));

            new Client(stores.registry(between), "team/app").push("latest", manifest);

            assertThat(client.pull("latest")).isEqualTo(manifest);
        }
    }

    @Test
    void aLargeManifestThatIsPushedTwiceAtOnceIsKeptOnce() {
        var manifest = padded(100_000);
        var between = Between.before("Table.transact", 1, () -> client.push("latest", manifest));

        new Client(stores.registry(between), "team/app").push("latest", manifest);

        assertThat(client.pull("latest")).isEqualTo(manifest);
        assertThat(stores.bucket().list("blobs/")).hasSize(3);
    }

    @Test
    void aManifestNeedsItsBlobsAndManifests() {
        var missing = Content.bytes(5, 5);

        var refused = Errors.refused(
                ErrorCode.MANIFEST_BLOB_UNKNOWN, () -> client.push("latest", Content.image(config, missing)));

        assertThat(refused.detail())
                .containsEntry("digest", Content.sha256(missing).toString());
        Errors.refused(ErrorCode.MANIFEST_BLOB_UNKNOWN, () -> client.push("latest", Content.index(image)));
        client.push(Content.sha256(image).toString(), image);
        client.push("latest", Content.index(image));
        Invariants.hold(stores);
    }

    @Test
    void aBlobOfAnotherRepositoryIsNotEnough() {
        var other = new Client(stores.registry(), "team/other");

        Errors.refused(ErrorCode.MANIFEST_BLOB_UNKNOWN, () -> other.push("latest", image));
    }

    @ParameterizedTest
    @ValueSource(ints = {79, 97, 98, 99, 100, 101, 250, 330})
    void aManifestMayNeedVeryManyBlobs(int number) {
        var blobs = new ArrayList<byte[]>();
        for (var i = 0; i < number; i++) {
            blobs.add(Content.bytes(8, 1000 + i));
            client.push(blobs.getLast());
        }
        var manifest = Content.image(blobs.toArray(byte[][]::new));

        client.push("latest", manifest, "v1", "v2");

        assertThat(client.pull("v2")).isEqualTo(manifest);
        Invariants.hold(stores);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 120, 330})
    void aManifestMayNeedVeryManyBlobsThatWerePutDirectly(int number) {
        var blobs = new ArrayList<byte[]>();
        for (var i = 0; i < number; i++) {
            blobs.add(Content.bytes(8, 1000 + i));
            stores.putDirectly(client.start().id(), blobs.getLast());
        }
        var manifest = Content.image(blobs.toArray(byte[][]::new));

        client.push("latest", manifest);

        Invariants.hold(stores);
        assertThat(client.pull("latest")).isEqualTo(manifest);
    }

    @Test
    void aBlobThatIsDeletedWhileItIsNeededStaysOrThePushIsRefused() {
        var between = Between.before(
                "Table.transact",
                1,
                () -> stores.registry().blobs().delete(client.repository(), Content.sha256(layer)));

        Errors.refused(
                ErrorCode.MANIFEST_BLOB_UNKNOWN,
                () -> new Client(stores.registry(between), "team/app").push("latest", image));

        Invariants.hold(stores);
    }

    @Test
    void aPinnedBlobStaysWhileThePushGoesOn() {
        var blobs = new ArrayList<byte[]>();
        for (var i = 0; i < 150; i++) {
            blobs.add(Content.bytes(8, 1000 + i));
            client.push(blobs.getLast());
        }
        var manifest = Content.image(blobs.toArray(byte[][]::new));
        var last = Content.sha256(blobs.getLast());
        var between = Between.before(
                "Table.transact", 2, () -> stores.registry().blobs().delete(client.repository(), last));

        new Client(stores.registry(between), "team/app").push("latest", manifest);

        Invariants.hold(stores);
    }

    @Test
    void deletingATagLeavesItsManifest() {
        client.push("latest", image, "v1");

        deletions.delete(client.repository(), new Tag("latest"));

        Errors.refused(ErrorCode.MANIFEST_UNKNOWN, () -> client.pull("latest"));
        assertThat(client.pull("v1")).isEqualTo(image);
    }

    @Test
    void deletingAManifestDeletesItsTags() {
        client.push("latest", image, "v1");
        client.push("other", Content.image(config));

        deletions.delete(client.repository(), Content.sha256(image));

        for (var reference : List.of("latest", "v1", Content.sha256(image).toString())) {
            Errors.refused(ErrorCode.MANIFEST_UNKNOWN, () -> client.pull(reference));
        }
        assertThat(client.pull("other")).isEqualTo(Content.image(config));
    }

    @Test
    void deletingAManifestWithVeryManyTagsDeletesThemAll() {
        for (var i = 0; i < 250; i++) {
            client.push("v" + i, image);
        }

        deletions.delete(client.repository(), Content.sha256(image));

        assertThat(stores.registry()
                        .listing()
                        .tags(client.repository(), "", 1000)
                        .names())
                .isEmpty();
    }

    private byte[] padded(int size) {
        var bare = Content.image("\"annotations\":{\"padding\":\"\"},", List.of(Content.sha256(config)));
        var text = new String(bare, StandardCharsets.UTF_8)
                .replace("\"padding\":\"\"", "\"padding\":\"" + "x".repeat(size - bare.length) + "\"");
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
