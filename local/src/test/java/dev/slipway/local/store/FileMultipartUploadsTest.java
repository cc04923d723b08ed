package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.MultipartUploadsContract;
import dev.slipway.registry.state.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMultipartUploadsTest extends MultipartUploadsContract {

    private static final ObjectKey KEY = new ObjectKey("staging/a/whole");
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private final Path folder;
    private final FileBucket bucket;
    private final FileMultipartUploads uploads;

    FileMultipartUploadsTest(@TempDir Path folder) {
        this.folder = folder;
        bucket = FileBucket.open(folder);
        uploads = FileMultipartUploads.open(folder, bucket);
    }

    @Override
    public MultipartUploads uploads() {
        return uploads;
    }

    @Override
    public Bucket bucket() {
        return bucket;
    }

    @AfterEach
    void close() {
        uploads.close();
    }

    @Test
    void leavesNoFilesOfCompletedAndForgottenUploads() {
        var completed = uploads.begin(KEY);
        uploads.complete(KEY, completed, List.of(uploads.put(KEY, completed, 1, new byte[9])));
        var forgotten = uploads.begin(KEY);
        uploads.put(KEY, forgotten, 1, new byte[9]);
        uploads.abort(KEY, forgotten);

        assertThat(folder.resolve("uploads")).isEmptyDirectory();
        assertThat(folder.resolve("drafts")).isEmptyDirectory();
    }

    @Test
    void goesOnWithAnUploadWhenOpenedAgain() {
        var upload = uploads.begin(KEY);
        var part = uploads.put(KEY, upload, 1, new byte[9]);
        try (var reopened = FileMultipartUploads.open(folder, FileBucket.open(folder))) {
            assertThat(reopened.complete(KEY, upload, List.of(part))).isPresent();
            assertThat(reopened.complete(KEY, upload, List.of(part))).isPresent();
        }
        assertThat(uploads.complete(KEY, upload, List.of(part))).isPresent();
    }

    @Test
    void expiresUploadsThatNobodyTouches() {
        var upload = uploads.begin(KEY);
        var part = uploads.put(KEY, upload, 1, new byte[9]);

        uploads.expire(Instant.now().minusSeconds(60));
        assertThat(folder.resolve("uploads")).isNotEmptyDirectory();

        uploads.expire(Instant.now().plusSeconds(60));
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
        assertThat(uploads.complete(KEY, upload, List.of(part))).isEmpty();
    }

    @Test
    void takesNamesThatAreNoneForUploadsThatAreNotThere() {
        var part = uploads.put(KEY, uploads.begin(KEY), 1, new byte[9]);

        for (var name : List.of("", "..", "../objects", "x".repeat(36))) {
            assertThat(uploads.complete(KEY, name, List.of(part))).isEmpty();
            uploads.abort(KEY, name);
        }
    }

    @Test
    void aPartNeedsALength() throws Exception {
        var request = "PUT %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

        assertThat(answer(request)).startsWith("HTTP/1.1 411 ");
    }

    @Test
    void aPartHasAtMost5Gibibytes() throws Exception {
        assertThat(answer("PUT %s HTTP/1.1\r\nHost: a\r\nContent-Length: 5368709121\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aPartIsPut() throws Exception {
        assertThat(answer("POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void aPartMayHaveNoBytes() throws Exception {
        assertThat(answer("PUT %s HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aDiskThatFailsIsTroubleThatPasses() throws Exception {
        Files.delete(folder.resolve("drafts"));

        assertThat(answer("PUT %s HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ");
    }

    @Test
    void aPartThatIsCutLeavesNothing() throws Exception {
        var url = uploads.partUrl(KEY, uploads.begin(KEY), 1, VALIDITY);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            var request = "PUT %s HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc";
            socket.getOutputStream().write(request.formatted(target(url)).getBytes(US_ASCII));
            socket.shutdownOutput();
            socket.setSoTimeout(30_000);
            var _ = socket.getInputStream().readAllBytes();
        }

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsExactly("key");
        }
    }

    @Test
    void strangePathsAreRefused() throws Exception {
        var url = uploads.partUrl(KEY, uploads.begin(KEY), 1, VALIDITY);
        var signed = target(url);

        for (var target : List.of(
                "/",
                "/parts/",
                signed.replace("/1/", "/2/"),
                signed.replace("staging/a", "staging/../a"),
                signed + "0",
                signed.replace("&signature", "&x=1&signature"),
                signed.substring(0, signed.indexOf('?')))) {
            var request = "PUT " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
            assertThat(exchange(url.getPort(), request)).as(target).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void takesAPartInThisProcessForAUrlOfItsOwnAndNoOther() {
        var upload = uploads.begin(KEY);
        var url = uploads.partUrl(KEY, upload, 1, VALIDITY);
        var other = URI.create("http://127.0.0.1:1" + target(url));
        var altered = URI.create(url + "0");
        var expired = uploads.partUrl(KEY, upload, 1, Duration.ofSeconds(-10));

        for (var foreign : List.of(other, altered, expired, url.resolve("/"))) {
            assertThat(uploads.take(foreign, new ByteArrayInputStream(new byte[3]), 3))
                    .isEmpty();
        }
        assertThat(uploads.take(url, new ByteArrayInputStream(new byte[2]), 3)).isEmpty();
        var tag = uploads.take(url, new ByteArrayInputStream(new byte[3]), 3).orElseThrow();

        assertThat(uploads.complete(KEY, upload, List.of(new Part(1, tag)))
                        .orElseThrow()
                        .size())
                .isEqualTo(3);
    }

    private String answer(String request) throws IOException {
        var url = uploads.partUrl(KEY, uploads.begin(KEY), 1, VALIDITY);
        return exchange(url.getPort(), request.formatted(target(url)));
    }

    private static String exchange(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(20), US_ASCII);
        }
    }

    private static String target(URI url) {
        return url.getRawPath() + "?" + url.getRawQuery();
    }
}
