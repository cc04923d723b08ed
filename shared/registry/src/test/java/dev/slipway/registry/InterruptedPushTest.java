package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Interruption.Run;
import dev.slipway.registry.blob.ContentRange;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is interrupted while an image is pushed, what was acknowledged can be pulled, and pushing again succeeds. */
final class InterruptedPushTest {

    private static final String APP = "team/app";
    private static final byte[] CONFIG = Content.bytes(10, 1);
    private static final byte[] LAYER = Content.bytes(20, 2);
    private static final byte[] BIG = Content.bytes(5 << 20, 3);
    private static final List<byte[]> CHUNKS = List.of(Content.bytes(2_700_000, 4), Content.bytes(2_700_000, 5), LAYER);
    private static final List<byte[]> MANY = Stream.iterate(100, i -> i + 1)
            .limit(130)
            .map(i -> Content.bytes(4, i))
            .toList();

    static Stream<Arguments> pushes() {
        return Stream.of(
                push("in one request each", run -> {
                    client(run).push(CONFIG);
                    client(run).push(LAYER);
                    client(run).push("latest", Content.image(CONFIG, LAYER), "v1");
                }),
                push("in chunks", run -> {
                    client(run).push(CONFIG);
                    client(run).push(CHUNKS);
                    client(run).push("latest", Content.image(CONFIG, Client.join(CHUNKS)));
                }),
                push("by a relay", run -> {
                    var client = client(run);
                    client.push(CONFIG);
                    var session = client.append(client.relay(client.start(), List.of(BIG)), LAYER);
                    var whole = Client.join(List.of(BIG, LAYER));
                    client.finish(session, Content.sha256(whole), new byte[0]);
                    client.push("latest", Content.image(CONFIG, whole));
                }),
                push("by a relay that asks", run -> {
                    var client = client(run);
                    client.push(CONFIG);
                    var session = client.append(client.relay(client.start(), List.of(BIG)), LAYER);
                    client.ask(session);
                    session = client.append(session, LAYER);
                    client.ask(session);
                    var whole = Client.join(List.of(BIG, LAYER, LAYER));
                    client.finish(session, Content.sha256(whole), new byte[0]);
                    client.push("latest", Content.image(CONFIG, whole));
                }),
                push("by a relay, the last bytes with the digest", run -> {
                    var client = client(run);
                    client.push(CONFIG);
                    var session = client.relay(client.start(), List.of(BIG));
                    var whole = Client.join(List.of(BIG, LAYER));
                    client.finish(session, Content.sha256(whole), LAYER);
                    client.push("latest", Content.image(CONFIG, whole));
                }),
                push("into the bucket", run -> {
                    for (var blob : List.of(CONFIG, LAYER)) {
                        run.stores().putDirectly(client(run).start().id(), blob);
                    }
                    client(run).push("latest", Content.image(CONFIG, LAYER));
                }),
                push("what another repository has", run -> {
                    new Client(run.registry(), "team/other").push(CONFIG);
                    run.stores().putDirectly(client(run).start().id(), CONFIG);
                    client(run).push("latest", Content.image(CONFIG));
                }),
                push("by mounting", run -> {
                    new Client(run.registry(), "team/other").push(CONFIG);
                    assertThat(run.registry()
                                    .blobs()
                                    .mount(
                                            client(run).repository(),
                                            Content.sha256(CONFIG),
                                            Optional.of(new RepositoryName("team/other")),
                                            name -> true))
                            .isPresent();
                    client(run).push("latest", Content.image(CONFIG));
                }),
                push("a large manifest with a subject", run -> {
                    client(run).push(CONFIG);
                    client(run).push("latest", large());
                }),
                push("an index", run -> {
                    client(run).push(CONFIG);
                    client(run).push(Content.sha256(Content.image(CONFIG)).toString(), Content.image(CONFIG));
                    client(run).push("latest", Content.index(Content.image(CONFIG)));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pushes")
    void pushingAgainAfterACrashSucceeds(String name, Consumer<Run> push) {
        new Interruption(registry -> {}, Invariants::hold).ofTheProcess(push, InterruptedPushTest::isThere);
    }

    static Stream<Arguments> manyBlobs() {
        return Stream.of(push("linked", run -> client(run).push("latest", many())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyBlobs")
    void anImageOfManyBlobsIsPushedAgainAfterACrash(String name, Consumer<Run> push) {
        var linked = new Interruption(
                registry -> MANY.forEach(blob -> new Client(registry, APP).push(blob)), Invariants::hold);
        linked.ofTheProcess(push, InterruptedPushTest::isThere);
    }

    static Stream<Arguments> uploads() {
        return Stream.of(
                Arguments.of("in one request", List.of(), LAYER),
                Arguments.of("in chunks", CHUNKS, new byte[0]),
                Arguments.of("in parts", List.of(BIG, LAYER), LAYER));
    }

    /** A client that keeps its session: a request that fails is sent again, after 416 it goes on from where it is. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("uploads")
    void aRequestThatFailedIsSentAgainAndTheUploadGoesOn(String name, List<byte[]> chunks, byte[] last) {
        var all = new ArrayList<>(chunks);
        all.add(last);
        var whole = Client.join(all);
        Consumer<Run> work = run -> {
            var session = Interruption.again(number -> client(run).start());
            for (var chunk : chunks) {
                session = append(run.registry(), session, chunk);
            }
            var reached = session;
            Interruption.again(number -> client(run).finish(reached, Content.sha256(whole), last));
        };
        new Interruption(registry -> {}, Invariants::hold)
                .ofOneCall(
                        work,
                        registry -> assertThat(new Client(registry, APP).pull(Content.sha256(whole)))
                                .isEqualTo(whole));
    }

    private static Session append(Registry registry, Session session, byte[] chunk) {
        var range = new ContentRange(session.offset(), session.offset() + chunk.length - 1);
        return Interruption.again(number -> {
            try {
                return registry.uploads().append(session.repository(), session.id(), Optional.of(range), chunk);
            } catch (OutOfOrderException e) {
                assertThat(e.session().offset()).isEqualTo(range.last() + 1);
                return e.session();
            }
        });
    }

    private static void isThere(Registry registry) {
        var client = new Client(registry, APP);
        assertThat(client.pull(Content.sha256(client.pull("latest")).toString()))
                .isEqualTo(client.pull("latest"));
    }

    private static Client client(Run run) {
        return new Client(run.registry(), APP);
    }

    private static byte[] large() {
        var more = "\"annotations\":{\"a\":\"" + "x".repeat(70_000) + "\"}," + Content.subject(Content.sha256(LAYER));
        return Content.image(more, List.of(Content.sha256(CONFIG)));
    }

    private static byte[] many() {
        List<Digest> digests = MANY.stream().map(Content::sha256).toList();
        return Content.image("", digests);
    }

    private static Arguments push(String name, Consumer<Run> push) {
        return Arguments.of(name, push);
    }
}
