package dev.slipway.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.MultipartUploadsContract;
import dev.slipway.registry.state.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMultipartUploadsTest extends MultipartUploadsContract {

    private static final ObjectKey KEY = new ObjectKey("staging/a/whole");
    private static final ObjectKey COPY = new ObjectKey("blobs/a/copy");
    private static final byte[] LARGE = filled(MultipartUploads.SMALLEST_PART, 1);
    private static final byte[] OTHER = filled(MultipartUploads.SMALLEST_PART, 2);
    private static final byte[] OTHER_SIZE = filled(MultipartUploads.SMALLEST_PART + 9, 3);
    private static final byte[] SMALL = filled(99, 4);
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
    void partsOfOneSizeAreWrittenToTheirPlacesAtOnce() throws IOException {
        var upload = uploads.begin(KEY);
        var second = uploads.put(KEY, upload, 2, LARGE);
        var third = uploads.put(KEY, upload, 3, SMALL);
        var first = uploads.put(KEY, upload, 1, OTHER);
        assertThat(files()).containsExactlyInAnyOrder("key", "whole", "1.place", "2.place", "3.place");

        assertThat(uploads.complete(KEY, upload, List.of(first, second, third))).isPresent();
        assertThat(content()).isEqualTo(joined(OTHER, LARGE, SMALL));
    }

    @Test
    void whatWasWrittenToItsPlaceIsThereWhenOpenedAgain() throws IOException {
        var upload = uploads.begin(KEY);
        var first = uploads.put(KEY, upload, 1, LARGE);
        try (var reopened = FileMultipartUploads.open(folder, FileBucket.open(folder))) {
            var second = reopened.put(KEY, upload, 2, OTHER);
            var again = reopened.put(KEY, upload, 1, OTHER);
            assertThat(reopened.complete(KEY, upload, List.of(first, second))).isEmpty();
            assertThat(reopened.complete(KEY, upload, List.of(again, second))).isPresent();
        }
        assertThat(content()).isEqualTo(joined(OTHER, OTHER));
    }

    /** A part that is still being sent when the others are put together, which is not one of them, spoils nothing. */
    @Test
    void aPartUnderWayDoesNotSpoilTheWhole() throws Exception {
        var upload = uploads.begin(KEY);
        var first = uploads.put(KEY, upload, 1, LARGE);
        var second = uploads.put(KEY, upload, 2, OTHER);
        var slow = new PipedOutputStream();
        try (var body = new PipedInputStream(slow);
                var thread = Executors.newSingleThreadExecutor()) {
            var sent = thread.submit(() -> uploads.receive(KEY, upload, 3, body, LARGE.length));
            slow.write(LARGE, 0, 1000);
            assertThat(uploads.complete(KEY, upload, List.of(first, second))).isPresent();
            slow.write(LARGE, 1000, LARGE.length - 1000);
            assertThat(sent.get()).isEmpty();
        }
        assertThat(content()).isEqualTo(joined(LARGE, OTHER));
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    /** Parts of several sizes, sent in any order and again, some cut, some left out. */
    @Test
    void whateverIsSentTheWholeIsWhatIsNamed() throws IOException {
        var random = new Random(7);
        for (var round = 0; round < 30; round++) {
            var upload = uploads.begin(KEY);
            var parts = new TreeMap<Integer, Part>();
            var contents = new TreeMap<Integer, byte[]>();
            for (var sent = 0; sent < 6; sent++) {
                var number = 1 + random.nextInt(4);
                var bytes = random.nextInt(4) == 0 ? OTHER_SIZE : random.nextBoolean() ? LARGE : OTHER;
                if (random.nextInt(5) == 0) {
                    uploads.receive(KEY, upload, number, new ByteArrayInputStream(bytes), bytes.length + 1);
                } else {
                    parts.put(number, uploads.put(KEY, upload, number, bytes));
                    contents.put(number, bytes);
                }
            }
            if (parts.size() > 1 && random.nextInt(3) == 0) {
                contents.remove(parts.pollFirstEntry().getKey());
            }
            if (!parts.isEmpty()) {
                var whole = joined(contents.values().toArray(byte[][]::new));
                assertThat(uploads.complete(KEY, upload, List.copyOf(parts.values())))
                        .isPresent();
                assertThat(content()).as("round %d", round).isEqualTo(whole);
                assertThat(bucket.copy(KEY, COPY).sha256()).contains(Digest.of(Algorithm.SHA256, whole));
            }
        }
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

    private List<String> files() throws IOException {
        try (var files = Files.walk(folder.resolve("uploads"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private byte[] content() throws IOException {
        try (var stream = bucket.open(KEY).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private static byte[] filled(int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
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
