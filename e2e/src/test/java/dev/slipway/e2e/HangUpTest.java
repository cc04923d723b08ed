package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that stops in the middle leaves nothing behind, and may come again. */
class HangUpTest {

    private static final String TYPE = "Content-Type: application/vnd.oci.image.index.v1+json";
    private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";

    private static Server server;
    private static Wire wire;

    @BeforeAll
    static void start() {
        server = Server.start();
        wire = new Wire(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private int printedBefore;

    @BeforeEach
    void note() {
        printedBefore = server.errors().length();
    }

    @Test
    void aManifestCutAnywhereIsNotThere() throws Exception {
        var push = Ask.of("PUT", "/v2/cut/manifests/manifest").header(TYPE).body(INDEX);
        var bytes = push.bytes(wire.host());
        for (int length = 0; length < bytes.length; length += length < bytes.length - 40 ? 7 : 1) {
            cut(bytes, length);
        }
        assertThat(status("GET", "/v2/cut/manifests/manifest")).isEqualTo(404);
        assertThat(status("GET", "/v2/cut/tags/list")).isEqualTo(404);
        assertThat(wire.exchange(push).status()).isEqualTo(201);
        assertNothingPrinted();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5 << 20})
    void aBlobCutAnywhereIsNotThere(int size) throws Exception {
        var content = Contents.random(size, size);
        var blob = "/v2/cut/blobs/" + Contents.digest(content);
        var push =
                Ask.of("PUT", upload() + "&digest=" + Contents.digest(content)).body(content);
        for (int length : cuts(push)) {
            cut(push.bytes(wire.host()), length);
        }
        assertThat(status("HEAD", blob)).isEqualTo(404);
        assertThat(wire.exchange(push).status()).isEqualTo(201);
        assertThat(wire.exchange(Ask.of("HEAD", blob)).header("content-length")).isEqualTo(String.valueOf(size));
        assertNothingPrinted();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5 << 20})
    void aPatchCutAnywhereAddsNothing(int size) throws Exception {
        var upload = upload();
        var content = Contents.random(size + 1, size);
        for (var patch : List.of(
                Ask.of("PATCH", upload).body(content),
                Ask.of("PATCH", upload).body(content).chunked(50_000))) {
            for (int length : cuts(patch)) {
                cut(patch.bytes(wire.host()), length);
            }
        }
        assertThat(wire.exchange(Ask.of("GET", upload)).header("range")).isIn("", "0-0");
        var added = wire.exchange(Ask.of("PATCH", upload).body(content).chunked(50_000));
        assertThat(added.status()).isEqualTo(202);
        var end = Ask.of("PUT", added.header("location") + "&digest=" + Contents.digest(content));
        assertThat(wire.exchange(end).status()).isEqualTo(201);
        assertNothingPrinted();
    }

    @Test
    void aPostOfAWholeBlobCutAnywhereIsNotThere() throws Exception {
        for (int size : List.of(100, 5 << 20)) {
            var content = Contents.random(size + 2, size);
            var post = Ask.of("POST", "/v2/cut/blobs/uploads/?digest=" + Contents.digest(content))
                    .body(content);
            for (var form : List.of(post, post.chunked(50_000))) {
                for (int length : cuts(form)) {
                    cut(form.bytes(wire.host()), length);
                }
            }
            assertThat(status("HEAD", "/v2/cut/blobs/" + Contents.digest(content)))
                    .isEqualTo(404);
            assertThat(wire.exchange(post.chunked(50_000)).status()).isEqualTo(201);
        }
        assertNothingPrinted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcdef\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "\r\n\r\n",
                "ffffffffffffffffff\r\nabc",
                "7fffffff\r\nabc",
                "80000000\r\nabc",
                "3;name=value\r\nabc\r\nxyz\r\n\r\n"
            })
    void brokenChunksAddNothing(String chunks) throws Exception {
        var upload = upload();
        for (var patch : List.of(
                Ask.of("PATCH", upload),
                Ask.of("PUT", upload + "&digest=" + Contents.digest(Contents.text("abc"))),
                Ask.of("PUT", "/v2/broken/manifests/tag").header(TYPE))) {
            var bytes = patch.header("Transfer-Encoding: chunked").body(chunks).bytes(wire.host());
            wire.cut(bytes, bytes.length, true)
                    .ifPresent(told -> assertThat(told.status()).as(told.text()).isLessThan(500));
        }
        assertThat(status("GET", "/v2/broken/manifests/tag")).isEqualTo(404);
        var range = wire.exchange(Ask.of("GET", upload));
        assertThat(range.status()).isEqualTo(204);
        assertThat(range.header("range")).isIn("", "0-0");
        assertNothingPrinted();
    }

    @Test
    void aClientThatTriesTlsIsTurnedAwayAtOnce() throws Exception {
        var hello = new byte[] {0x16, 3, 1, 0, (byte) 200, 1, 0, 0, (byte) 196, 3, 3, 1, 2, 3};
        var answer = wire.exchange(hello, false);
        assertThat(answer.map(Answer::status).orElse(400)).isEqualTo(400);
        assertNothingPrinted();
    }

    @Test
    void aReaderWhoLeavesIsForgotten() throws Exception {
        var content = Contents.random(3, 6 << 20);
        var digest = Contents.digest(content);
        wire.exchange(Ask.of("POST", "/v2/read/blobs/uploads/?digest=" + digest).body(content));
        var link = wire.exchange(Ask.of("GET", "/v2/read/blobs/" + digest)).header("location");
        var bytes = Ask.of("GET", link).bytes(wire.host());
        for (int time = 0; time < 20; time++) {
            wire.cut(bytes, bytes.length, false);
        }
        assertThat(wire.exchange(Ask.of("GET", link)).body()).isEqualTo(content);
        assertNothingPrinted();
    }

    /** Around the end of the head and of the body, around a part's end, and in between. */
    private static SortedSet<Integer> cuts(Ask ask) {
        int all = ask.bytes(wire.host()).length;
        int head = all - ask.body().length;
        var cuts = new TreeSet<Integer>();
        for (int around : new int[] {1, head, head + 50_000, head + (4 << 20), all}) {
            IntStream.rangeClosed(around - 3, around + 3).forEach(cuts::add);
        }
        cuts.add(head / 2);
        cuts.add(head + ask.body().length / 2);
        var last = ask.headers().isEmpty()
                ? 1
                : 3; // without the empty line after its last chunk a body may count as whole
        return new TreeSet<>(cuts.subSet(0, all - last + 1));
    }

    private static void cut(byte[] request, int length) throws Exception {
        assertNoFault(wire.cut(request, length, true));
        wire.cut(request, length, false);
    }

    private static void assertNoFault(Optional<Answer> answer) {
        answer.ifPresent(told -> assertThat(told.status()).as(told.text()).isBetween(400, 499));
    }

    private void assertNothingPrinted() {
        assertThat(server.errors().substring(printedBefore)).isEmpty();
    }

    private static String upload() throws Exception {
        return wire.exchange(Ask.of("POST", "/v2/cut/blobs/uploads/")).header("location");
    }

    private static int status(String method, String target) throws Exception {
        return wire.exchange(Ask.of(method, target)).status();
    }
}
