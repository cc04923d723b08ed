package dev.slipway.functions.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import dev.slipway.registry.Registry;
import dev.slipway.registry.name.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests are the bill: which calls to the table and the bucket each route makes, in order. */
final class ManifestCallsTest {

    private static final byte[] CONFIG = Content.bytes(9, 1);
    private static final byte[] LAYER = Content.bytes(9, 2);
    private static final byte[] IMAGE = Content.image(CONFIG, LAYER);
    private static final byte[] LARGE = Content.image(
            "\"annotations\":{\"a\":\"" + "x".repeat(70_000) + "\"},",
            List.of(Content.sha256(CONFIG), Content.sha256(LAYER)));
    private static final Digest DIGEST = Content.sha256(IMAGE);

    static Stream<Arguments> calls() {
        var get = Events.read("get-manifest");
        var put = Events.read("put-manifest").withoutHeader("content-type");
        var delete = Events.read("delete-manifest");
        var referrers = Events.read("list-referrers");
        return Stream.of(
                of("GET by tag", r -> pushed(r, IMAGE), GetManifestHandler::new, get, "Table.get, Table.get"),
                of("GET by digest", r -> pushed(r, IMAGE), GetManifestHandler::new, at(get, DIGEST), "Table.get"),
                of(
                        "GET large",
                        r -> pushed(r, LARGE),
                        GetManifestHandler::new,
                        get,
                        "Table.get, Table.get, Bucket.open"),
                of("GET missing tag", r -> {}, GetManifestHandler::new, get, "Table.get"),
                of("GET missing digest", r -> {}, GetManifestHandler::new, at(get, DIGEST), "Table.get"),
                of(
                        "HEAD by tag",
                        r -> pushed(r, LARGE),
                        GetManifestHandler::new,
                        Events.read("head-manifest"),
                        "Table.get, Table.get"),
                of(
                        "PUT, first of the repository",
                        ManifestCallsTest::blobs,
                        PutManifestHandler::new,
                        put.body(IMAGE),
                        "Table.get, Table.get, Table.write 5"),
                of(
                        "PUT again",
                        r -> pushed(r, IMAGE),
                        PutManifestHandler::new,
                        put.body(IMAGE),
                        "Table.get, Table.get, Table.write 4"),
                of(
                        "PUT large",
                        ManifestCallsTest::blobs,
                        PutManifestHandler::new,
                        put.body(LARGE),
                        "Table.get, Table.get, Bucket.put, Table.get, Table.write 6"),
                of(
                        "PUT settling two blobs",
                        r -> {
                            r.stores().putDirectly(r.client().start().id(), CONFIG);
                            r.stores().putDirectly(r.client().start().id(), LAYER);
                        },
                        PutManifestHandler::new,
                        put.body(IMAGE),
                        "Table.get, Table.get, Table.write 5, Table.query, Bucket.list, Bucket.find, Table.query, Table.write 4, "
                                + "Bucket.list, Bucket.find, Table.query, Table.write 4, Table.get, Table.write 5"),
                of(
                        "PUT missing a blob",
                        r -> {},
                        PutManifestHandler::new,
                        put.body(IMAGE),
                        "Table.get, Table.get, Table.write 5, Table.query"),
                of(
                        "PUT of 150 blobs",
                        ManifestCallsTest::manyBlobs,
                        PutManifestHandler::new,
                        put.body(many()),
                        "Table.get, Table.get, Table.write 53, Table.write 100"),
                of(
                        "DELETE tag",
                        r -> pushed(r, IMAGE),
                        DeleteManifestHandler::new,
                        delete.path("reference", "latest"),
                        "Table.get, Table.write 1"),
                of(
                        "DELETE manifest",
                        r -> pushed(r, IMAGE),
                        DeleteManifestHandler::new,
                        at(delete, DIGEST),
                        "Table.get, Table.get, Table.query, Table.write 2"),
                of(
                        "DELETE large manifest",
                        r -> pushed(r, LARGE),
                        DeleteManifestHandler::new,
                        at(delete, Content.sha256(LARGE)),
                        "Table.get, Table.get, Table.query, Table.write 3"),
                of("DELETE missing", r -> {}, DeleteManifestHandler::new, at(delete, DIGEST), "Table.get, Table.get"),
                of("GET referrers", r -> {}, ListReferrersHandler::new, referrers, "Table.query"));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("calls")
    void aRouteMakesTheseCalls(
            String name,
            Consumer<TestRegistry> preparation,
            Function<Registry, ApiHandler> handler,
            Events event,
            String calls) {
        try (var registry = new TestRegistry()) {
            preparation.accept(registry);
            registry.answer(handler, event);
            assertThat(registry.calls()).isEqualTo(calls);
        }
    }

    private static void blobs(TestRegistry registry) {
        registry.client().push(CONFIG);
        registry.client().push(LAYER);
    }

    private static void pushed(TestRegistry registry, byte[] manifest) {
        blobs(registry);
        registry.client().push("latest", manifest);
    }

    private static void manyBlobs(TestRegistry registry) {
        for (var i = 0; i < 150; i++) {
            registry.client().push(Content.bytes(4, i));
        }
    }

    static byte[] many() {
        var blobs = new ArrayList<byte[]>();
        for (var i = 0; i < 150; i++) {
            blobs.add(Content.bytes(4, i));
        }
        return Content.image(blobs.toArray(byte[][]::new));
    }

    private static Events at(Events event, Digest digest) {
        return event.path("reference", digest.toString());
    }

    private static Arguments of(
            String name,
            Consumer<TestRegistry> preparation,
            Function<Registry, ApiHandler> handler,
            Events event,
            String calls) {
        return Arguments.of(name, preparation, handler, event, calls);
    }
}
