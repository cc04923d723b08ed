package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As many uploads at once as Lambda gives to one process, in its memory and with its descriptors. */
@Tag("web-relay")
@Timeout(300)
final class WebManyUploadsTest {

    private static final int PART = 8 << 20;
    private static final int PIECE = 1 << 16;
    private static final int PARTS = 3;

    /** What the relay has when nobody says otherwise, and how many of them one upload may have: one it fills, two on their way. */
    private static final int BUFFERS = 128;

    private static final int MOST_OF_ONE = 3;

    /** 2 GB, of which Node.js itself takes some. */
    private static final long MEMORY_KIB = 1_900_000;

    private final StartedWebRelay started = new StartedWebRelay();

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void takesManyUploadsAtOnce(int count) throws Exception {
        try (var bucket = new FakeBucket(false);
                var registry = new FakeRegistry(bucket, PART);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var relay = started.start(StartedWebRelay.deployed(registry.address()));
            var allAreThere = new CountDownLatch(1);
            bucket.fail(Fault.waitFor("PUT .*", allAreThere));
            var uploads = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                var content = content(i);
                uploads.add(threads.submit(() -> {
                    push(registry, bucket, content);
                    return true;
                }));
            }
            RelayFixture.await(() -> registry.count("POST .*/parts") >= BUFFERS / MOST_OF_ONE);
            allAreThere.countDown();
            for (var upload : uploads) {
                upload.get();
            }
            assertThat(registry.violations()).isEmpty();
            assertThat(peak()).isLessThan(MEMORY_KIB);
            System.out.printf(
                    "%d uploads of %d MiB at once: %d MiB of memory at most (%s)%n",
                    count, PARTS * PART >> 20, peak() >> 10, relay);
        } finally {
            started.stop();
        }
    }

    @Test
    void hasNothingLeftOverFromUploadsThatBrokeOff() throws Exception {
        try (var bucket = new FakeBucket(false);
                var registry = new FakeRegistry(bucket, PART)) {
            var relay =
                    started.start(StartedWebRelay.deployed(registry.address()).with("SLIPWAY_BUFFERS", 2));
            for (int i = 0; i < 20; i++) {
                var calls = registry.count("POST .*/parts");
                try (var client = new RawClient(relay)) {
                    client.head("PATCH", registry.begin(), "Content-Length: 99999999");
                    send(client, content(i), PART + PIECE);
                    RelayFixture.await(() -> registry.count("POST .*/parts") > calls);
                }
            }
            push(registry, bucket, content(0));
        } finally {
            started.stop();
        }
    }

    private void push(FakeRegistry registry, FakeBucket bucket, byte[] content) throws IOException {
        var location = registry.begin();
        try (var client = new RawClient(started.address())) {
            client.head("PATCH", location, "Transfer-Encoding: chunked");
            for (int i = 0; i < PARTS * PART / PIECE; i++) {
                client.chunk(content, 0, PIECE);
            }
            assertThat(client.text("0\r\n\r\n").answer()).startsWith("HTTP/1.1 202");
        }
        var upload = registry.upload(location);
        assertThat(upload.size()).isEqualTo((long) PARTS * PART);
        for (int number = 1; number <= PARTS; number++) {
            assertThat(bucket.part(upload.id, number).orElseThrow().checksum()).isEqualTo(checksum(content));
        }
    }

    private static void send(RawClient client, byte[] content, int length) throws IOException {
        for (int sent = 0; sent < length; sent += PIECE) {
            client.send(content, 0, PIECE);
        }
    }

    /** What a part is made of, over and over; no two uploads have the same. */
    private static byte[] content(int upload) {
        var content = new byte[PIECE];
        Arrays.fill(content, (byte) upload);
        return content;
    }

    private static long checksum(byte[] content) {
        var checksum = new CRC32();
        for (int i = 0; i < PART / PIECE; i++) {
            checksum.update(content);
        }
        return checksum.getValue();
    }

    /** The most memory that the program had so far, in KiB; 0 where the system does not say. */
    private long peak() throws IOException {
        var status = Path.of("/proc/" + started.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
