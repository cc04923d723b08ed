package dev.slipway.functions.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.ApiHandler;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Registry;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.name.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests are the bill: which calls to the table and the bucket each route makes, in order. */
final class BlobCallsTest {

    private static final byte[] BLOB = "hello, world\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PART = Content.bytes(5 << 20, 1);
    private static final byte[] CHUNK = Content.bytes(2 << 20, 2);
    private static final Digest DIGEST = Content.sha256(BLOB);
    private static final Session SESSION = new Session(TestRegistry.APP, TestRegistry.UPLOAD, 0);

    static Stream<Arguments> blobs() {
        var get = Events.read("get-blob");
        var delete = Events.read("delete-blob");
        return Stream.of(
                of("GET blob", r -> r.client().push(BLOB), GetBlobHandler::new, get, "Table.get"),
                of("HEAD blob", r -> r.client().push(BLOB), GetBlobHandler::new, Events.read("head-blob"), "Table.get"),
                of(
                        "HEAD missing blob",
                        r -> {},
                        GetBlobHandler::new,
                        Events.read("head-blob"),
                        "Table.get, Table.query"),
                of(
                        "HEAD missing blob, an upload open",
                        TestRegistry::openUpload,
                        GetBlobHandler::new,
                        Events.read("head-blob"),
                        "Table.get, Table.query, Bucket.list, Table.get"),
                of(
                        "GET blob, settling",
                        r -> r.openUpload().stores().putDirectly(TestRegistry.UPLOAD, BLOB),
                        GetBlobHandler::new,
                        get,
                        "Table.get, Table.query, Bucket.list, Bucket.find, Table.query, Table.write 4, Table.get"),
                of(
                        "GET blob, settling what is elsewhere",
                        r -> {
                            new Client(r.stores().registry(), "team/other").push(BLOB);
                            r.openUpload().stores().putDirectly(TestRegistry.UPLOAD, BLOB);
                        },
                        GetBlobHandler::new,
                        get,
                        "Table.get, Table.query, Bucket.list, Bucket.find, Table.query, Table.write 4, Bucket.delete, "
                                + "Table.get"),
                of(
                        "DELETE blob",
                        r -> r.client().push(BLOB),
                        DeleteBlobHandler::new,
                        delete,
                        "Table.get, Table.query, Table.get, Table.write 3"),
                of(
                        "DELETE missing blob",
                        r -> {},
                        DeleteBlobHandler::new,
                        delete,
                        "Table.get, Table.query, Table.get"));
    }

    static Stream<Arguments> starts() {
        var start = Events.read("start-upload");
        return Stream.of(
                of("POST upload", r -> {}, StartUploadHandler::new, start, "Table.get, Table.write 1"),
                of(
                        "POST whole blob",
                        r -> {},
                        StartUploadHandler::new,
                        start.more("digest=" + DIGEST).body(BLOB),
                        "Table.get, Table.write 1, Table.get, Table.query, Bucket.put, Table.write 4"),
                of(
                        "POST mount of what is here",
                        r -> r.client().push(BLOB),
                        StartUploadHandler::new,
                        start.more("mount=" + DIGEST + "&from=team/other"),
                        "Table.get, Table.get"),
                of(
                        "POST mount of what may not be read",
                        r -> {},
                        StartUploadHandler::new,
                        start.more("mount=" + DIGEST + "&from=team/other"),
                        "Table.get, Table.get, Table.write 1"),
                of(
                        "POST mount without a source",
                        r -> {},
                        StartUploadHandler::new,
                        start.more("mount=" + DIGEST),
                        "Table.get, Table.get, Table.query, Table.write 1"));
    }

    static Stream<Arguments> uploads() {
        var append = Events.read("append-upload");
        var finish = Events.read("finish-upload");
        var whole = Content.sha256(Client.join(List.of(PART, BLOB)));
        return Stream.of(
                of("GET upload", r -> {}, UploadStatusHandler::new, Events.read("upload-status"), "Table.get"),
                of("PATCH small", r -> {}, AppendUploadHandler::new, append, "Table.get, Bucket.put, Table.write 1"),
                of(
                        "PATCH that makes the first part",
                        r -> r.client().append(SESSION, CHUNK),
                        AppendUploadHandler::new,
                        append.body(new byte[4 << 20]).header("content-range", "2097152-6291455"),
                        "Table.get, Bucket.open, MultipartUploads.begin, MultipartUploads.put, Table.write 1, "
                                + "Bucket.delete"),
                of(
                        "PATCH that makes a further part",
                        r -> r.client().append(SESSION, List.of(PART, CHUNK)),
                        AppendUploadHandler::new,
                        append.body(new byte[4 << 20]).header("content-range", "7340032-11534335"),
                        "Table.get, Bucket.open, MultipartUploads.put, Table.write 1, Bucket.delete"),
                of(
                        "PUT whole",
                        r -> {},
                        FinishUploadHandler::new,
                        finish,
                        "Table.get, Table.query, Bucket.put, Table.write 4"),
                of(
                        "PUT of what is elsewhere",
                        r -> new Client(r.stores().registry(), "team/other").push(BLOB),
                        FinishUploadHandler::new,
                        finish,
                        "Table.get, Table.query, Table.write 4, Bucket.delete"),
                of(
                        "PUT closing a small chunk",
                        r -> r.client().append(SESSION, BLOB),
                        FinishUploadHandler::new,
                        finish.body(new byte[0]),
                        "Table.get, Table.query, Bucket.open, Bucket.put, Table.write 4, Bucket.delete"),
                of(
                        "PUT closing parts",
                        r -> r.client().append(SESSION, List.of(PART, BLOB)),
                        FinishUploadHandler::new,
                        finish.query(append.query() + "&digest=" + whole).body(new byte[0]),
                        "Table.get, Table.query, Bucket.find, Bucket.open, MultipartUploads.put, MultipartUploads.complete, "
                                + "Bucket.copy, Table.write 5, Bucket.delete, MultipartUploads.abort, Bucket.delete"),
                of(
                        "PUT closing relayed parts",
                        r -> r.client().relay(SESSION, List.of(PART)),
                        FinishUploadHandler::new,
                        finish.query(append.query() + "&digest=" + Content.sha256(PART))
                                .body(new byte[0]),
                        "Table.get, Table.write 1, Table.get, Table.get"),
                of(
                        "PUT closing relayed parts that are copied",
                        r -> r.client().ask(r.client().relay(SESSION, List.of(PART))),
                        FinishUploadHandler::new,
                        finish.query(append.query() + "&digest=" + Content.sha256(PART))
                                .body(new byte[0]),
                        "Table.get, Table.query, Table.write 5, Bucket.delete"),
                of(
                        "POST copy of relayed parts",
                        r -> r.client().relay(SESSION, List.of(PART)),
                        StartCopyHandler::new,
                        copy(PART.length),
                        "Table.get, Table.write 1, Table.get"),
                of(
                        "POST copy of what is copied",
                        r -> r.client().ask(r.client().relay(SESSION, List.of(PART))),
                        StartCopyHandler::new,
                        copy(PART.length),
                        "Table.get"),
                of(
                        "POST copy of what handlers have seen",
                        r -> r.client().append(SESSION, List.of(PART)),
                        StartCopyHandler::new,
                        copy(PART.length),
                        "Table.get"),
                of(
                        "PATCH of what is copied",
                        r -> r.client().ask(r.client().relay(SESSION, List.of(PART))),
                        AppendUploadHandler::new,
                        append.body(BLOB).header("content-range", PART.length + "-" + (PART.length + BLOB.length - 1)),
                        "Table.get, Bucket.put, Table.write 1"),
                of(
                        "PUT sent again",
                        r -> r.client().finish(SESSION, DIGEST, BLOB),
                        FinishUploadHandler::new,
                        finish,
                        "Table.get, Table.get"),
                of(
                        "DELETE upload",
                        r -> {},
                        CancelUploadHandler::new,
                        Events.read("cancel-upload"),
                        "Table.get, Table.write 1"),
                of(
                        "POST parts, first",
                        r -> {},
                        PartUrlsHandler::new,
                        Events.read("part-urls"),
                        "Table.get, MultipartUploads.begin, Table.write 1"),
                of(
                        "PUT parts",
                        r -> r.stores().registry().relayedParts().urls(TestRegistry.APP, TestRegistry.UPLOAD, 2),
                        AddPartsHandler::new,
                        Events.read("add-parts"),
                        "Table.get, Table.write 1"));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource({"blobs", "starts"})
    void aRouteMakesTheseCalls(
            String name,
            Consumer<TestRegistry> preparation,
            Function<Registry, ApiHandler> handler,
            Events event,
            String calls) {
        try (var registry = new TestRegistry()) {
            preparation.accept(registry);
            assertThat(registry.answer(handler, event).status()).isNotEqualTo(500);
            assertThat(registry.calls()).isEqualTo(calls);
        }
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("uploads")
    void aRouteOfAnUploadMakesTheseCalls(
            String name,
            Consumer<TestRegistry> preparation,
            Function<Registry, ApiHandler> handler,
            Events event,
            String calls) {
        try (var registry = new TestRegistry().openUpload()) {
            preparation.accept(registry);
            assertThat(registry.answer(handler, event).status()).isBetween(200, 299);
            assertThat(registry.calls()).isEqualTo(calls);
        }
    }

    @Test
    void copyingMakesTheseCalls() {
        try (var registry = new TestRegistry().openUpload()) {
            registry.client().relay(SESSION, List.of(PART));
            registry.copying(new TestCopies()).answer(StartCopyHandler::new, copy(PART.length));

            assertThat(registry.callsOfCopying())
                    .isEqualTo(
                            "Table.get, Table.write, Bucket.find, MultipartUploads.complete, Bucket.copy, Table.write");
            assertThat(registry.callsOfCopying()).isEqualTo("Table.get, Table.write, Table.write");
        }
    }

    @Test
    void copyingWhatIsBeingClosedMakesTheseCalls() {
        try (var registry = new TestRegistry().openUpload()) {
            registry.client().relay(SESSION, List.of(PART));
            registry.copying(new TestCopies()).answer(FinishUploadHandler::new, closing(PART));

            assertThat(registry.callsOfCopying())
                    .isEqualTo("Table.get, Table.write, Bucket.find, MultipartUploads.complete, Bucket.copy, "
                            + "Table.query, Table.transact, Table.get, Table.query, Table.transact, MultipartUploads.abort, "
                            + "Bucket.delete");
            assertThat(registry.callsOfCopying()).isEqualTo("Table.get");
        }
    }

    /** The event with a URL that was made at this offset. */
    private static Events copy(int offset) {
        try (var registry = new TestRegistry()) {
            var url = registry.stores()
                    .registry()
                    .capabilities()
                    .uploadUrl(TestRegistry.APP, TestRegistry.UPLOAD, offset);
            return Events.read("start-copy").query("repository=team/app&" + url.substring(url.indexOf('?') + 1));
        }
    }

    private static Events closing(byte[] content) {
        var finish = Events.read("finish-upload");
        return finish.query(Events.read("append-upload").query() + "&digest=" + Content.sha256(content))
                .body(new byte[0]);
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
