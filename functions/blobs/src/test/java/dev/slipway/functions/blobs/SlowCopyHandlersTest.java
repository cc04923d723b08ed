package dev.slipway.functions.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lambda.Answer;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestContext;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.name.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole answers while relayed bytes are being copied, which takes longer than any of these requests waits. */
final class SlowCopyHandlersTest {

    private static final byte[] PART = Content.bytes(5 << 20, 1);
    private static final Digest DIGEST = Content.sha256(PART);

    private final TestCopies copies = new TestCopies();
    private final TestRegistry registry = new TestRegistry().openUpload().copying(copies);

    @BeforeEach
    void relay() {
        registry.client().relay(new Session(TestRegistry.APP, TestRegistry.UPLOAD, 0), List.of(PART));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aRelayAsksUntilItIsDone() throws IOException {
        assertThat(ask(PART.length).whole()).isEqualTo("202\nretry-after: 1\n");
        copyUpload(Events.read("copy-upload").bytes());
        assertThat(ask(PART.length).whole()).isEqualTo("200\n");
    }

    @Test
    void aRelayThatAsksForOtherBytesIsToldHowFarTheUploadHasCome() {
        var answer = ask(1);

        assertThat(answer.error()).isEqualTo("416 BLOB_UPLOAD_INVALID");
        assertThat(answer.header("range")).isEqualTo("0-" + (PART.length - 1));
        assertThat(copies.asked()).isZero();
    }

    @Test
    void theBlobIsToldOfAndGivenOutWhenItIsVerified() throws IOException {
        assertThat(put(DIGEST).whole())
                .isEqualTo("201\ndocker-content-digest: " + DIGEST + "\nlocation: /v2/team/app/blobs/" + DIGEST + "\n");
        var head = blob("head-blob");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("slipway-content-length")).isEqualTo(Integer.toString(PART.length));
        var get = blob("get-blob");
        assertThat(get.error()).isEqualTo("503 UNAVAILABLE");
        assertThat(get.header("Retry-After")).isEqualTo("5");

        copyUpload(Events.read("copy-upload").bytes());

        assertThat(blob("get-blob").status()).isEqualTo(307);
        assertThat(blob("get-blob").header("location")).contains("/sha256/" + DIGEST.hex() + "/");
        assertThat(blob("head-blob").status()).isEqualTo(200);
        assertThat(put(DIGEST).status()).isEqualTo(201);
    }

    @Test
    void theBlobIsUnknownWhenItIsAnother() throws IOException {
        var wrong = Content.sha256(new byte[0]);
        assertThat(put(wrong).status()).isEqualTo(201);
        assertThat(put(DIGEST).error()).isEqualTo("400 DIGEST_INVALID");

        copyUpload(Events.read("copy-upload").bytes());

        var get = Events.read("get-blob").path("digest", wrong.toString());
        assertThat(registry.answer(GetBlobHandler::new, get).error()).isEqualTo("404 BLOB_UNKNOWN");
        assertThat(put(wrong).error()).isEqualTo("400 DIGEST_INVALID");
        assertThat(ask(PART.length).error()).isEqualTo("400 DIGEST_INVALID");
    }

    @Test
    void nothingIsAddedToWhatIsBeingClosed() {
        put(DIGEST);

        var append = Events.read("append-upload").header("content-range", PART.length + "-" + PART.length);
        assertThat(registry.answer(AppendUploadHandler::new, append.body(new byte[1]))
                        .error())
                .isEqualTo("400 BLOB_UPLOAD_INVALID");
        assertThat(registry.answer(PartUrlsHandler::new, Events.read("part-urls"))
                        .error())
                .isEqualTo("400 BLOB_UPLOAD_INVALID");
        assertThat(registry.answer(UploadStatusHandler::new, Events.read("upload-status"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whatIsDeletedBeforeItIsVerifiedDoesNotComeBack() throws IOException {
        put(DIGEST);
        var delete = Events.read("delete-blob").path("digest", DIGEST.toString());
        assertThat(registry.answer(DeleteBlobHandler::new, delete).status()).isEqualTo(202);
        assertThat(registry.answer(DeleteBlobHandler::new, delete).error()).isEqualTo("404 BLOB_UNKNOWN");

        copyUpload(Events.read("copy-upload").bytes());

        assertThat(blob("head-blob").error()).startsWith("404 ");
        assertThat(registry.stores().bucket().list("")).isEmpty();
    }

    @Test
    void anEventThatIsNoneIsAFailure() {
        for (var event : List.of("", "{}", "[]", "{\"repository\":\"team/app\"}", "{\"upload\":\"x\"}")) {
            assertThatThrownBy(() -> copyUpload(event.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class);
        }
    }

    private Answer ask(int offset) {
        var url = registry.stores().registry().capabilities().uploadUrl(TestRegistry.APP, TestRegistry.UPLOAD, offset);
        var query = "repository=team/app&" + url.substring(url.indexOf('?') + 1);
        return registry.answer(StartCopyHandler::new, Events.read("start-copy").query(query));
    }

    private Answer put(Digest digest) {
        var query = Events.read("append-upload").query() + "&digest=" + digest;
        return registry.answer(
                FinishUploadHandler::new,
                Events.read("finish-upload").query(query).body(new byte[0]));
    }

    private Answer blob(String event) {
        return registry.answer(GetBlobHandler::new, Events.read(event).path("digest", DIGEST.toString()));
    }

    private void copyUpload(byte[] event) throws IOException {
        new CopyUploadHandler(registry.registry(CopyUploadHandler.class))
                .handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), new TestContext());
    }
}
