package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every relay must do when the client, the registry or the bucket fails. */
abstract class RelayFailureContract extends RelayFixture {

    private static final String PARTS = ".*/uploads/.*/parts";
    private static final String GONE = "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\",\"message\":\"gone\"}]}";

    @Test
    void passesOnTheRegistrysErrorAfterTheBodyWasReadToItsEnd() throws Exception {
        registry.fail(Fault.of("POST " + PARTS, Fault.ALWAYS, 404, GONE));
        var body = bytes(12 * MIB);
        try (var raw = new RawClient(relay)) {
            raw.head("PATCH", registry.begin(), "Content-Length: " + body.length)
                    .send(body, 0, body.length - 1);
            await(() -> registry.count("POST " + PARTS) == 1);
            assertThat(raw.silent()).isTrue();
            raw.send(body, body.length - 1, 1);
            assertThat(raw.answer()).startsWith("HTTP/1.1 404").endsWith(GONE);
        }
        assertThat(bucket.calls()).isEmpty();
    }

    @Test
    void passesOnThatTheUploadHasMovedOn() throws Exception {
        registry.fail(Fault.of("PUT " + PARTS, 1, 416, GONE));
        var answer = send("PATCH", registry.begin(), bytes(6 * MIB), Framing.CHUNKED);
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.body()).isEqualTo(GONE);
    }

    @Test
    void readsABodyToItsEndWhenItsTargetIsNoUpload() throws Exception {
        var answer = send("PUT", "/v2/team/app/manifests/latest", bytes(6 * MIB), Framing.CHUNKED);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("NAME_UNKNOWN");
        assertThat(send("DELETE", registry.begin(), new byte[0], Framing.MEASURED)
                        .statusCode())
                .isEqualTo(405);
        assertThat(send("POST", FakeRegistry.UPLOADS, bytes(10), Framing.MEASURED)
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(ints = {Fault.HANG_UP, 500, 503, 403})
    void sendsAPartAgain(int failure) throws Exception {
        bucket.fail(Fault.of("PUT .*/1", 2, failure, "<Error/>"));
        push(11 * MIB, Framing.CHUNKED);
        assertThat(bucket.count("PUT .*/1")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {Fault.HANG_UP, 500})
    void givesUpAPartThatIsNeverTaken(int failure) throws Exception {
        bucket.fail(Fault.of("PUT .*/2", Fault.ALWAYS, failure, "<Error/>"));
        var location = registry.begin();
        assertTrouble(location, 22 * MIB);
        assertThat(bucket.count("PUT .*/2")).isEqualTo(ATTEMPTS);
        assertThat(registry.count("PUT " + PARTS)).isZero();
        assertThat(registry.upload(location).size()).isZero();
        for (int i = 0; i < BUFFERS; i++) {
            assertTrouble(registry.begin(), 22 * MIB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST .*/parts", "PUT .*/parts", "PATCH .*"})
    void callsTheRegistryAgain(String call) throws Exception {
        registry.fail(Fault.of(call, 1, 503, "busy"));
        registry.fail(Fault.of(call, 1, Fault.HANG_UP, ""));
        push(6 * MIB, Framing.CHUNKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST .*/parts", "PUT .*/parts", "PATCH .*"})
    void doesNothingTwiceWhenAnAnswerGetsLost(String call) throws Exception {
        registry.fail(Fault.of(call, 1, Fault.LOSE_ANSWER, ""));
        push(6 * MIB, Framing.CHUNKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 6 * MIB})
    void saysSoWhenTheRegistryNeverAnswers(int size) throws Exception {
        registry.fail(Fault.of(".*", Fault.ALWAYS, Fault.HANG_UP, ""));
        assertTrouble(registry.begin(), size);
        assertThat(registry.calls()).hasSize(ATTEMPTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"offset\":0,\"pending\":0,\"partSize\":1,\"parts\":[]}"})
    void saysSoWhenTheRegistrySpeaksNonsense(String nonsense) throws Exception {
        registry.fail(Fault.of("POST " + PARTS, 1, 200, nonsense));
        assertTrouble(registry.begin(), 6 * MIB);
    }

    @ParameterizedTest
    @ValueSource(ints = {Fault.HANG_UP, Fault.LOSE_ANSWER, 400, 403, 404, 416, 500, 503})
    void doesNotMindThatTheCopyFails(int failure) throws Exception {
        registry.fail(Fault.of("POST .*/copy", Fault.ALWAYS, failure, GONE));
        push(6 * MIB, Framing.CHUNKED);
        assertThat(registry.count("POST .*/copy")).isBetween(1L, (long) ATTEMPTS);
    }

    @Test
    void asksForTheCopyAgainWhenAnAnswerGetsLost() throws Exception {
        registry.fail(Fault.of("POST .*/copy", 1, Fault.HANG_UP, ""));
        push(6 * MIB, Framing.CHUNKED);
        assertThat(registry.count("POST .*/copy")).isEqualTo(2);
    }

    @Test
    void answersAfterAWhileThoughTheCopyIsUnderWay() throws Exception {
        registry.copySlowly(Integer.MAX_VALUE);
        push(6 * MIB, Framing.CHUNKED);
    }

    @Test
    void answersAfterAWhileThoughTheAnswerIsHeldBack() throws Exception {
        var gate = new CountDownLatch(1);
        registry.fail(Fault.waitFor("POST .*/copy", gate));
        push(6 * MIB, Framing.CHUNKED);
        gate.countDown();
    }

    @Test
    void holdsNoBufferWhileItWaitsForCopies() throws Exception {
        var gate = new CountDownLatch(1);
        registry.fail(Fault.waitFor("POST .*/copy", gate));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = new ArrayList<Future<?>>();
            for (int i = 0; i <= BUFFERS; i++) {
                uploads.add(threads.submit(() -> {
                    push(6 * MIB, Framing.CHUNKED);
                    return true;
                }));
            }
            await(() -> registry.count("POST .*/copy") == BUFFERS + 1);
            gate.countDown();
            for (var upload : uploads) {
                upload.get();
            }
        }
    }

    @Test
    void addsNothingOfAMeasuredBodyThatBreaksOff() throws Exception {
        hangUp("Content-Length: 99999999", (raw, body) -> raw.send(body, 0, body.length));
    }

    @Test
    void addsNothingOfAChunkedBodyThatBreaksOff() throws Exception {
        hangUp("Transfer-Encoding: chunked", (raw, body) -> raw.chunk(body, 0, body.length));
    }

    @Test
    void addsNothingOfABodyWithABrokenChunk() throws Exception {
        hangUp(
                "Transfer-Encoding: chunked",
                (raw, body) -> raw.chunk(body, 0, body.length).text("no-length\r\n"));
    }

    @Test
    void sendsNothingOnOfASmallBodyThatBreaksOff() throws Exception {
        try (var raw = new RawClient(relay)) {
            raw.head("PATCH", registry.begin(), "Content-Length: 100")
                    .text("hello")
                    .end();
            assertThat(raw.answer()).doesNotContain("HTTP/1.1 2");
        }
        assertThat(registry.calls()).isEmpty();
    }

    @Test
    void addsNothingWhenTheClientIsGoneWhilePartsAreOnTheirWay() throws Exception {
        var gate = new CountDownLatch(1);
        bucket.fail(Fault.waitFor("PUT .*", gate));
        var location = registry.begin();
        var body = bytes(6 * MIB);
        try (var raw = new RawClient(relay)) {
            raw.head("PATCH", location, "Content-Length: 99999999").send(body, 0, body.length);
            await(() -> bucket.count("PUT .*") == 1);
        }
        gate.countDown();
        push(11 * MIB, Framing.CHUNKED);
        assertThat(registry.upload(location).size()).isZero();
    }

    @Test
    void letsAnUploadUnderWayEndWhenItStops() throws Exception {
        var gate = new CountDownLatch(1);
        registry.fail(Fault.waitFor("PUT " + PARTS, gate));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var upload = threads.submit(() -> {
                push(6 * MIB, Framing.CHUNKED);
                return true;
            });
            await(() -> registry.count("PUT " + PARTS) == 1);
            var stopping = threads.submit(() -> {
                stop();
                return true;
            });
            await(this::refusesConnections);
            gate.countDown();
            upload.get();
            stopping.get();
        }
    }

    private boolean refusesConnections() {
        try (var socket = new Socket(relay.getHost(), relay.getPort())) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    /** More clients than there are buffers die in the middle; then one must still be served. */
    private void hangUp(String framing, Sending sending) throws Exception {
        var body = bytes(8 * MIB);
        for (int i = 0; i <= BUFFERS; i++) {
            var location = registry.begin();
            try (var raw = new RawClient(relay)) {
                sending.send(raw.head("PATCH", location, framing), body);
                await(() -> registry.count("POST .*" + registry.upload(location).id + "/parts") == 1);
                assertThat(raw.end().answer()).doesNotContain("HTTP/1.1 2");
            }
            assertThat(registry.upload(location).size()).isZero();
        }
        assertThat(registry.count("PUT " + PARTS)).isZero();
        push(11 * MIB, Framing.CHUNKED);
    }

    private void assertTrouble(String location, int size) throws Exception {
        var answer = send("PATCH", location, bytes(size), Framing.CHUNKED);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"UNKNOWN\"");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    }

    /** How a client sends some of its body. */
    interface Sending {
        void send(RawClient client, byte[] body) throws Exception;
    }
}
