package dev.slipway.functions.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.ClaimedUpload;
import dev.slipway.lambda.Drill;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Client;
import dev.slipway.registry.Content;
import dev.slipway.registry.Registry;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Calls;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** template.yaml lets each function do what its handler needs, which all tests see to, and nothing else, which this one does. */
final class PermissionsTest {

    private static final byte[] BLOB = Content.bytes(9, 2);
    private static final Session SESSION = new Session(TestRegistry.APP, TestRegistry.UPLOAD, 0);
    private static final byte[] PART = Content.bytes(5 << 20, 1);

    /** What the closing request says of the bytes: the truth, and something else. */
    private static final List<Digest> CLAIMS = List.of(Content.sha256(PART), Content.sha256(new byte[] {1}));

    private final Drill drill = new Drill();

    @Test
    void noFunctionMayDoWhatItsHandlerNeverDoes() {
        Stream.concat(BlobCallsTest.blobs(), BlobCallsTest.starts()).forEach(row -> drill.run(row, registry -> {}));
        BlobCallsTest.uploads().forEach(row -> drill.run(row, TestRegistry::openUpload));
        mounts();
        deletions();
        growing();
        CLAIMS.forEach(this::meet);
        CLAIMS.forEach(this::copy);

        assertThat(drill.handlers()).hasSize(11);
        assertThat(drill.unused()).isEmpty();
    }

    /** From a repository that has the blob, or has it in its upload, while nobody else or somebody else has it too. */
    private void mounts() {
        var mount = Events.read("start-upload").more("from=team/other&mount=" + Content.sha256(BLOB));
        drill.runAsOwner(registry -> client(registry, "team/other").push(BLOB), StartUploadHandler::new, mount);
        drill.runAsOwner(PermissionsTest::put, StartUploadHandler::new, mount);
        Consumer<TestRegistry> elsewhere =
                registry -> client(registry, "team/third").push(BLOB);
        drill.runAsOwner(elsewhere.andThen(PermissionsTest::put), StartUploadHandler::new, mount);
    }

    private static void put(TestRegistry registry) {
        registry.stores().putDirectly(client(registry, "team/other").start().id(), BLOB);
    }

    /** Of what an upload has put into the bucket and nobody has linked, while somebody else has it or not. */
    private void deletions() {
        var delete =
                Events.read("delete-blob").path("digest", Content.sha256(BLOB).toString());
        Consumer<TestRegistry> put = registry -> registry.openUpload().stores().putDirectly(TestRegistry.UPLOAD, BLOB);
        Consumer<TestRegistry> elsewhere =
                registry -> client(registry, "team/other").push(BLOB);
        drill.undisturbed(put, DeleteBlobHandler::new, delete);
        drill.undisturbed(elsewhere.andThen(put), DeleteBlobHandler::new, delete);
    }

    /** More bytes for an upload that has parts and a chunk, and a copy of them that was asked for and is not made. */
    private void growing() {
        var size = PART.length + BLOB.length;
        var append = Events.read("append-upload");
        var more = append.body(BLOB).header("content-range", size + "-" + (size + BLOB.length - 1));
        drill.run(PermissionsTest::ask, PartUrlsHandler::new, Events.read("part-urls"));
        drill.run(PermissionsTest::ask, AppendUploadHandler::new, more);
    }

    private static void ask(TestRegistry registry) {
        var stores = registry.openUpload().stores();
        var client =
                new Client(stores.registry(new Calls(), Access.FOR_ALL, new TestCopies()), TestRegistry.APP.value());
        client.ask(client.append(client.relay(SESSION, List.of(PART)), BLOB));
    }

    private static Client client(TestRegistry registry, String repository) {
        return new Client(registry.stores().registry(), repository);
    }

    /** Requests that meet an upload whose closing request has come, before its copy is made and before the verdict. */
    private void meet(Digest claimed) {
        for (var state : List.<Consumer<TestRegistry>>of(
                registry -> ClaimedUpload.open(registry, PART, claimed),
                registry -> ClaimedUpload.lost(registry, PART, claimed),
                registry -> ClaimedUpload.copied(registry, PART, claimed))) {
            var digest = claimed.toString();
            drill.undisturbed(
                    state, GetBlobHandler::new, Events.read("get-blob").path("digest", digest));
            drill.undisturbed(
                    state, DeleteBlobHandler::new, Events.read("delete-blob").path("digest", digest));
            drill.undisturbed(state, CancelUploadHandler::new, Events.read("cancel-upload"));
            drill.undisturbed(state, FinishUploadHandler::new, closing(claimed));
        }
    }

    private void copy(Digest claimed) {
        Consumer<Registry> copying = registry -> registry.copying().copy(TestRegistry.APP, TestRegistry.UPLOAD);
        Consumer<TestRegistry> claim = registry -> ClaimedUpload.open(registry, PART, claimed);
        Consumer<TestRegistry> elsewhere =
                registry -> client(registry, "team/other").push(List.of(PART));
        drill.run(CopyUploadHandler.class, PermissionsTest::ask, copying);
        drill.run(CopyUploadHandler.class, claim, copying);
        drill.run(CopyUploadHandler.class, elsewhere.andThen(claim), copying);
    }

    private static Events closing(Digest claimed) {
        var query = Events.read("append-upload").query() + "&digest=" + claimed;
        return Events.read("finish-upload").query(query).body(new byte[0]);
    }
}
