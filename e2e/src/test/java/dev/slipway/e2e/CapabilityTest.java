package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over the wire: what has no good upload or download URL, or no honest length, never gets to the bucket. */
class CapabilityTest {

    private static final String NAME = "team/app";
    private static final String ID = UUID.randomUUID().toString();
    private static final byte[] LARGE = Contents.random(21, 5 << 20);
    private static final String DIGEST = Contents.digest(LARGE);
    private static final String HEX = DIGEST.substring("sha256:".length());
    private static final long LARGEST = 5L << 30;

    @TempDir
    private static Path folder;

    private static Server server;
    private static Wire wire;
    private static Links links;
    private static String genuine;

    /**
     * A request that must fail.
     *
     * @param status 0 where the connection may also end without an answer
     */
    record Refused(String what, Ask ask, int status, String code) {

        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = Server.start("--data", folder.toString());
        wire = new Wire(server);
        links = Links.of(folder);
        genuine = begin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Refused> uploads() {
        var soon = Instant.now().plusSeconds(1000);
        var past = Instant.now().minusSeconds(5);
        var good = links.upload(NAME, ID, 0, soon);
        return List.of(
                unknown("expired", links.upload(NAME, ID, 0, past)),
                unknown("signed with another key", links.forged().upload(NAME, ID, 0, soon)),
                unknown("signed with a key of another name", new Links("x1", links.key()).upload(NAME, ID, 0, soon)),
                unknown("another repository's", good.replace(NAME, "team/other")),
                unknown("another upload's", good.replace(ID, UUID.randomUUID().toString())),
                unknown("of another offset", good.replace(".0.", ".1.")),
                unknown("prolonged", good.replace("." + soon.getEpochSecond(), "." + (soon.getEpochSecond() + 1))),
                unknown("with one digit more", good + "0"),
                unknown("with one digit fewer", good.substring(0, good.length() - 1)),
                unknown(
                        "in capitals",
                        good.substring(0, good.length() - 64)
                                + good.substring(good.length() - 64).toUpperCase(Locale.ROOT)),
                unknown("empty", good.substring(0, good.indexOf('=') + 1)),
                unknown("none", good.substring(0, good.indexOf('?') + 1) + "x="),
                unknown(
                        "a download's",
                        links.download(HEX, ID, soon).replaceFirst("^.*\\?", good.substring(0, good.indexOf('?') + 1))),
                refused(
                        "an upload URL to somewhere else",
                        put(good.replace(ID, "..%2F..%2Fstaging"), DIGEST).body(LARGE),
                        404,
                        "NAME_UNKNOWN"),
                refused(
                        "a digest that is a path",
                        put(good, "sha256:..%2f..%2f" + HEX.substring(12)).body(LARGE),
                        400,
                        "DIGEST_INVALID"),
                refused("a digest of another length", put(good, DIGEST + "0").body(LARGE), 400, "DIGEST_INVALID"));
    }

    static List<Refused> lengths() {
        var put = put(genuine, DIGEST);
        return List.of(
                refused("over 5 GiB", put.header("Content-Length: " + (LARGEST + 1)), 413, "SIZE_INVALID"),
                refused("far over 5 GiB", put.header("Content-Length: 99999999999999"), 413, "SIZE_INVALID"),
                refused("more than there is", put.body(LARGE).header("Content-Length: " + (LARGE.length + 1)), 0, ""),
                refused(
                        "less than there is",
                        put.body(LARGE).header("Content-Length: " + (LARGE.length - 1)),
                        400,
                        "BadDigest"),
                refused("below nothing", put.body(LARGE).header("Content-Length: -1"), 400, ""),
                refused("no number", put.body(LARGE).header("Content-Length: many"), 400, ""),
                refused(
                        "two of them",
                        put.body(LARGE).header("Content-Length: 5242880").header("Content-Length: 5242881"),
                        400,
                        ""),
                refused(
                        "one, and chunks",
                        put.body(LARGE).header("Content-Length: 5242880").header("Transfer-Encoding: chunked"),
                        400,
                        ""),
                refused(
                        "chunks that end in the middle",
                        put.body("500000\r\nabc").header("Transfer-Encoding: chunked"),
                        0,
                        ""),
                refused("right, but of other bytes", put.body(Contents.random(22, LARGE.length)), 400, "BadDigest"));
    }

    static List<Refused> downloads() {
        var soon = Instant.now().plusSeconds(200);
        var good = links.download(HEX, ID, soon);
        return List.of(
                denied("expired", links.download(HEX, ID, Instant.now().minusSeconds(5))),
                denied("forged", links.forged().download(HEX, ID, soon)),
                denied("another object's", good.replace(ID, UUID.randomUUID().toString())),
                denied("another digest's", good.replace(HEX, "0".repeat(64))),
                denied("another grant's", good.replace(Links.GRANT, "1".repeat(32))),
                denied("another algorithm's", good.replace("sha256", "sha512")),
                denied("altered", good + "0"),
                denied("prolonged", good.replace("." + soon.getEpochSecond(), "." + (soon.getEpochSecond() + 1))),
                denied("none", good.substring(0, good.indexOf('?'))),
                denied(
                        "an upload's",
                        links.upload(NAME, ID, 0, soon)
                                .replaceFirst("^.*\\?", good.substring(0, good.indexOf('?') + 1))),
                refused("genuine, to nothing", Ask.of("GET", good), 404, "NoSuchKey"));
    }

    @ParameterizedTest
    @MethodSource({"uploads", "lengths", "downloads"})
    void isRefusedAndStoresNothing(Refused refused) throws Exception {
        var answer = wire.sayAll(refused.ask().bytes(wire.host()), false);

        if (refused.status() != 0 || answer.isPresent()) {
            assertThat(answer.orElseThrow().text()).contains(refused.code());
        }
        if (refused.status() != 0) {
            assertThat(answer.orElseThrow().status()).isEqualTo(refused.status());
        }
        assertThat(objects()).isEmpty();
    }

    @Test
    void aUrlThatIsUsedAgainStoresNothingThatCanBeLinked() throws Exception {
        try (var other = Server.start("--memory")) {
            var second = new Wire(other);
            var url = second.exchange(Ask.of("POST", "/v2/" + NAME + "/blobs/uploads/"))
                    .header("location");
            var blobs = "/v2/" + NAME + "/blobs/";
            assertThat(second.exchange(put(url, DIGEST).body(LARGE)).status()).isEqualTo(201);
            assertThat(second.exchange(Ask.of("HEAD", blobs + DIGEST)).status()).isEqualTo(200);

            var content = Contents.random(23, LARGE.length);
            var digest = Contents.digest(content);
            second.exchange(put(url, digest).body(content));

            assertThat(second.exchange(Ask.of("HEAD", blobs + digest)).status()).isEqualTo(404);
            assertThat(second.exchange(Ask.of("GET", blobs + digest)).status()).isEqualTo(404);
            var manifest =
                    "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                            + "{\"mediaType\":\"application/x\",\"digest\":\"" + digest + "\",\"size\":"
                            + content.length
                            + "},\"layers\":[]}";
            var push = Ask.of("PUT", "/v2/" + NAME + "/manifests/x")
                    .header("Content-Type: application/vnd.oci.image.manifest.v1+json")
                    .body(manifest);
            assertThat(second.exchange(push).status()).isEqualTo(404);
        }
    }

    private static Refused unknown(String what, String url) {
        return refused("an upload URL that is " + what, put(url, DIGEST).body(LARGE), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    private static Refused denied(String what, String url) {
        return refused("a download URL that is " + what, Ask.of("GET", url), 403, "DENIED");
    }

    private static Refused refused(String what, Ask ask, int status, String code) {
        return new Refused(what, ask, status, code);
    }

    private static Ask put(String url, String digest) {
        return Ask.of("PUT", url + "&digest=" + digest);
    }

    private static String begin() throws IOException {
        return wire.exchange(Ask.of("POST", "/v2/" + NAME + "/blobs/uploads/")).header("location");
    }

    private static List<Path> objects() throws IOException {
        try (var files = Files.walk(folder.resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
