package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.blob.Session;
import dev.slipway.registry.blob.WholeUpload;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Between;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sweep comes between any two calls of a request, and a request between any two calls of a sweep. What the client was
 * told it has, it has a week later; and nothing else is left.
 */
final class SweepMeetsPushTest {

    private static final byte[] BLOB = Content.bytes(10, 1);
    private static final byte[] CONFIG = Content.bytes(10, 2);
    private static final byte[] LARGE =
            Content.image("\"annotations\":{\"a\":\"" + "x".repeat(70_000) + "\"},", List.of(Content.sha256(CONFIG)));
    private static final Digest DIGEST = Content.sha256(BLOB);
    private static final int MOST_CALLS = 60;

    /** What a client does, in a registry, with an upload that was opened before. */
    interface Work extends BiConsumer<Registry, UploadId> {}

    static Stream<Arguments> meetings() {
        return states().flatMap(state -> requests()
                .map(request -> Arguments.of(
                        state.get()[0] + ", " + request.get()[0], state.get()[1], request.get()[1], request.get()[2])));
    }

    /** What became of the blob before. */
    private static Stream<Arguments> states() {
        return Stream.of(
                state("never pushed", stores -> {}),
                state("deleted", SweepMeetsPushTest::delete),
                state("dead for a moment", stores -> {
                    delete(stores);
                    sweep(stores);
                }),
                state("dead for hours", stores -> {
                    delete(stores);
                    sweep(stores);
                    stores.pass(Duration.ofHours(2));
                }),
                state("relayed and deleted", stores -> {
                    relay(stores.registry(), stores);
                    stores.registry().blobs().delete(new RepositoryName("team/app"), DIGEST);
                }),
                state("relayed and dead for hours", stores -> {
                    relay(stores.registry(), stores);
                    stores.registry().blobs().delete(new RepositoryName("team/app"), DIGEST);
                    sweep(stores);
                    stores.pass(Duration.ofHours(2));
                }),
                state("copied and forgotten", stores -> {
                    stores.bucket().put(ObjectKey.copied(UploadId.copy()), BLOB);
                    stores.pass(Duration.ofDays(5));
                }),
                state(
                        "in another repository",
                        stores -> client(stores, "team/other").push(BLOB)),
                state("put and forgotten", stores -> {
                    stores.putDirectly(UploadId.random(), BLOB);
                    stores.pass(Duration.ofDays(5));
                }));
    }

    private static Stream<Arguments> requests() {
        Consumer<Registry> hasBlob = registry ->
                assertThat(new Client(registry, "team/app").pull(DIGEST)).isEqualTo(BLOB);
        Consumer<Registry> hasManifest = registry ->
                assertThat(new Client(registry, "team/app").pull("large")).isEqualTo(LARGE);
        return Stream.of(
                request("pushed", (registry, upload) -> new Client(registry, "team/app").push(BLOB), hasBlob),
                request(
                        "pushed in chunks",
                        (registry, upload) -> new Client(registry, "team/app").push(List.of(BLOB)),
                        hasBlob),
                request("relayed", (registry, upload) -> finishRelayed(registry, false), hasBlob),
                request("relayed, its copy old", (registry, upload) -> finishRelayed(registry, true), hasBlob),
                request(
                        "put by an upload that is old",
                        (registry, upload) -> registry.blobs().pull(new RepositoryName("team/app"), DIGEST),
                        hasBlob),
                request(
                        "mounted",
                        (registry, upload) -> assertThat(registry.blobs()
                                        .mount(
                                                new RepositoryName("team/app"),
                                                DIGEST,
                                                Optional.of(new RepositoryName("team/other")),
                                                name -> true))
                                .isPresent(),
                        hasBlob),
                request(
                        "pushed and deleted",
                        (registry, upload) -> {
                            new Client(registry, "team/app").push(BLOB);
                            registry.blobs().delete(new RepositoryName("team/app"), DIGEST);
                        },
                        registry -> {}),
                request("a large manifest", (registry, upload) -> large(registry), hasManifest),
                request(
                        "a large manifest deleted and pushed",
                        (registry, upload) -> {
                            large(registry);
                            registry.manifestDeletions().delete(new RepositoryName("team/app"), Content.sha256(LARGE));
                            large(registry);
                        },
                        hasManifest));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("meetings")
    void aSweepComesBetween(String name, Consumer<Stores> state, Work work, Consumer<Registry> outcome) {
        everywhere(state, (stores, number) -> {
            var upload = old(stores);
            var sweep = Between.before(number, () -> sweep(stores));
            var done = succeeds(() -> work.accept(stores.registry(sweep), upload));
            settled(stores, done, outcome);
            return sweep.happened();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("meetings")
    void aRequestComesBetween(String name, Consumer<Stores> state, Work work, Consumer<Registry> outcome) {
        everywhere(state, (stores, number) -> {
            var upload = old(stores);
            var done = new boolean[1];
            var request =
                    Between.before(number, () -> done[0] = succeeds(() -> work.accept(stores.registry(), upload)));
            stores.registry(request).sweep().run(() -> true);
            settled(stores, done[0], outcome);
            return request.happened();
        });
    }

    private interface Meeting {
        boolean happens(Stores stores, int number);
    }

    private static void everywhere(Consumer<Stores> state, Meeting meeting) {
        var number = 0;
        boolean happened;
        do {
            number++;
            try (var stores = new Stores()) {
                client(stores, "team/app").push(CONFIG);
                state.accept(stores);
                happened = meeting.happens(stores, number);
            }
            assertThat(number).isLessThan(MOST_CALLS);
        } while (happened);
        assertThat(number).isGreaterThan(2);
    }

    private static void settled(Stores stores, boolean done, Consumer<Registry> outcome) {
        Invariants.holdAfterDeleting(stores);
        for (var week = 0; week < 2; week++) {
            if (done) {
                outcome.accept(stores.registry());
            }
            stores.passAWeek();
        }
        Invariants.nothingIsLeftOver(stores);
    }

    /** An upload that a client has kept open for days after it put the blob into the bucket. */
    private static UploadId old(Stores stores) {
        var client = client(stores, "team/app");
        var session = client.start();
        stores.putDirectly(session.id(), BLOB);
        for (var day = 0; day < 5; day++) {
            stores.pass(Duration.ofHours(23));
            session = client.append(session, Content.bytes(1, day));
        }
        relayed(stores);
        return session.id();
    }

    /** Uploads whose bytes came by a relay; one has been copied for longer than any request takes to link that. */
    private static void relayed(Stores stores) {
        var app = new RepositoryName("team/app");
        var copy = UploadId.copy();
        stores.bucket().put(ObjectKey.copied(copy), BLOB);
        stores.pass(Duration.ofDays(5));
        WholeUpload.open(stores, app, BLOB);
        WholeUpload.open(stores, app, BLOB, copy);
    }

    private static void finishRelayed(Registry registry, boolean copied) {
        var app = new RepositoryName("team/app");
        var upload = registry.table().query(Query.all(Keys.within(app), Keys.UPLOAD)).stream()
                .filter(item -> item.findNumber("whole").isPresent())
                .filter(item -> item.findText("copied").isPresent() == copied)
                .findFirst()
                .orElseThrow();
        var id = new UploadId(upload.key().sort().substring(Keys.UPLOAD.length()));
        new Client(registry, "team/app").finish(new Session(app, id, BLOB.length), DIGEST, new byte[0]);
    }

    private static boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RegistryException | AssertionError refused) {
            return false;
        }
    }

    private static void large(Registry registry) {
        new Client(registry, "team/app").push("large", LARGE);
    }

    private static void relay(Registry registry, Stores stores) {
        var client = new Client(registry, "team/app");
        client.finish(WholeUpload.open(stores, client.repository(), BLOB), DIGEST, new byte[0]);
    }

    private static void delete(Stores stores) {
        var client = client(stores, "team/app");
        client.push(BLOB);
        stores.registry().blobs().delete(client.repository(), DIGEST);
    }

    private static void sweep(Stores stores) {
        stores.registry().sweep().run(() -> true);
    }

    private static Client client(Stores stores, String repository) {
        return new Client(stores.registry(), repository);
    }

    private static Arguments state(String name, Consumer<Stores> state) {
        return Arguments.of(name, state);
    }

    private static Arguments request(String name, Work work, Consumer<Registry> outcome) {
        return Arguments.of(name, work, outcome);
    }
}
