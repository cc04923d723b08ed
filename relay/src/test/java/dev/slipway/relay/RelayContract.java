package dev.slipway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every relay must do with bodies that arrive whole. */
abstract class RelayContract extends RelayFixture {

    private static final String COPY = "POST .*/copy";

    static Stream<Arguments> sizes() {
        return Stream.of(
                        0,
                        1,
                        4 * MIB,
                        4 * MIB + 1,
                        5 * MIB - 1,
                        5 * MIB,
                        5 * MIB + 1,
                        9 * MIB + 1,
                        10 * MIB,
                        14 * MIB + 7)
                .flatMap(size -> Stream.of(Framing.values()).map(framing -> Arguments.of(size, framing)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void appendsABodyOfAnySize(int size, Framing framing) throws Exception {
        push(size, framing);
    }

    @ParameterizedTest
    @ValueSource(ints = {8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 3 * 8 * MIB + 4 * MIB + 512 * KIB})
    void appendsInPartsOf8MiB(int size) throws Exception {
        restart(8 * MIB);
        push(size, Framing.CHUNKED);
    }

    @Test
    void asksForMorePlacesWhenABodyTurnsOutLonger() throws Exception {
        push(27 * MIB, Framing.CHUNKED);
        assertThat(registry.count("POST .*/parts")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void closesWithABodyOfAnySize(int size, Framing framing) throws Exception {
        var body = bytes(size);
        var answer = send("PUT", registry.begin() + "&digest=" + digest(body), body, framing);
        assertCreated(answer.statusCode(), header(answer, "Docker-Content-Digest"), digest(body));
        assertThat(header(answer, "Location")).isEqualTo("/v2/team/app/blobs/" + digest(body));
    }

    @Test
    void keepsTheDigestAsItWasWrittenAndWhereverItStands() throws Exception {
        var body = bytes(6 * MIB);
        var escaped = digest(body).replace(":", "%3A");
        var target = registry.begin().replace("?", "?&digest=" + escaped + "&");
        assertThat(send("PUT", target, body, Framing.MEASURED).statusCode()).isEqualTo(201);
    }

    @Test
    void passesOnThatTheDigestIsNotThatOfTheContent() throws Exception {
        var target = registry.begin() + "&digest=" + digest(bytes(1));
        var answer = send("PUT", target, bytes(6 * MIB), Framing.CHUNKED);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("DIGEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 4 * MIB, 4 * MIB + 1, 12 * MIB})
    void takesAWholeBlobInOneRequest(int size) throws Exception {
        var body = bytes(size);
        var target = FakeRegistry.UPLOADS + "?digest=" + digest(body);
        var answer = send("POST", target, body, Framing.MEASURED, "Authorization", "Bearer a-token");
        assertCreated(answer.statusCode(), header(answer, "Docker-Content-Digest"), digest(body));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 6 * MIB})
    void asksForCredentialsOnlyAsTheRegistryDoes(int size) throws Exception {
        var body = bytes(size);
        var answer = send("POST", FakeRegistry.UPLOADS + "?digest=" + digest(body), body, Framing.CHUNKED);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer ");
        assertThat(answer.body()).contains("UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512 * KIB, MIB, 3 * MIB, 4 * MIB})
    void appendsToPendingBytes(int pending) throws Exception {
        for (int size : new int[] {4 * MIB + 1, 5 * MIB, 8 * MIB, 8 * MIB + 1, 17 * MIB}) {
            var location = registry.begin();
            var first = send("PATCH", location, bytes(pending), Framing.CHUNKED);
            var second = send("PATCH", header(first, "Location"), bytes(size), Framing.CHUNKED);
            assertThat(second.statusCode()).isEqualTo(202);
            assertThat(header(second, "Range")).isEqualTo("0-" + (pending + size - 1));
            assertThat(registry.upload(location).digest()).isEqualTo(digest(bytes(pending), bytes(size)));
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void joinsAppendedBodiesAndTheClosingOne(Framing framing) throws Exception {
        var bodies = new byte[][] {bytes(11 * MIB), bytes(7 * MIB), bytes(8 * MIB + 3)};
        var first = send("PATCH", registry.begin(), bodies[0], framing);
        var second = send("PATCH", header(first, "Location"), bodies[1], framing);
        assertThat(header(second, "Range")).isEqualTo("0-" + (18 * MIB - 1));
        var closing = header(second, "Location") + "&digest=" + digest(bodies);
        assertThat(send("PUT", closing, bodies[2], framing).statusCode()).isEqualTo(201);
    }

    @Test
    void closesWithNothingAfterWhatWasAppended() throws Exception {
        var appended = send("PATCH", registry.begin(), bytes(6 * MIB), Framing.CHUNKED);
        var closing = header(appended, "Location") + "&digest=" + digest(bytes(6 * MIB));
        assertThat(send("PUT", closing, new byte[0], Framing.MEASURED).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6 * MIB})
    void takesBytesThatBeginWhereTheUploadEnds(int size) throws Exception {
        var first = send("PATCH", registry.begin(), bytes(10), Framing.MEASURED, "Content-Range", "0-9");
        var range = "10-" + (10 + size - 1);
        var second = send("PATCH", header(first, "Location"), bytes(size), Framing.MEASURED, "Content-Range", range);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(header(second, "Range")).isEqualTo("0-" + (10 + size - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6 * MIB})
    void refusesBytesOutOfOrderAndSaysWhereTheUploadStands(int size) throws Exception {
        var first = send("PATCH", registry.begin(), bytes(10), Framing.MEASURED);
        var location = header(first, "Location");
        var answer = send("PATCH", location, bytes(size), Framing.CHUNKED, "Content-Range", "99-" + (99 + size - 1));
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.body()).contains("BLOB_UPLOAD_INVALID");
        assertThat(header(answer, "Range")).isEqualTo("0-9");
        assertThat(header(answer, "Location")).isEqualTo(location);
        assertThat(registry.upload(location).size()).isEqualTo(10);
        assertThat(bucket.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-5", "0-99999999999", "bytes", "7-3"})
    void addsNothingWhenTheRangeIsNotThatOfTheBody(String range) throws Exception {
        var location = registry.begin();
        var answer = send("PATCH", location, bytes(6 * MIB), Framing.CHUNKED, "Content-Range", range);
        assertThat(answer.statusCode()).isIn(400, 416);
        assertThat(registry.upload(location).size()).isZero();
    }

    @Test
    void keepsToItselfWhatIsMeantForItselfAlone() throws Exception {
        try (var raw = new RawClient(relay)) {
            raw.head(
                            "PATCH",
                            registry.begin(),
                            "Content-Length: 5",
                            "Authorization: Bearer a-token",
                            "slipway-viewer: key;1;http;here;there;mac",
                            "Via: 1.1 abc.cloudfront.net (CloudFront)",
                            "X-Amz-Cf-Id: abc",
                            "X-Forwarded-For: 192.0.2.1",
                            "lambda-web-request-id: abc",
                            "Connection: X-Hop",
                            "X-Hop: 1",
                            "X-Passed: 2",
                            "Content-Type: application/x-layer")
                    .text("hello");
            assertThat(raw.answer()).startsWith("HTTP/1.1 202");
        }
        var call = registry.calls().getLast();
        assertThat(call.headers())
                .containsKeys("X-passed")
                .doesNotContainKeys("X-hop", "Slipway-viewer", "Via", "X-amz-cf-id", "X-forwarded-for")
                .doesNotContainKey("Lambda-web-request-id");
        assertThat(call.headers().get("Content-type")).containsExactly("application/x-layer");
        assertThat(call.headers().get("Host"))
                .containsExactly(registry.address().getAuthority());
    }

    @Test
    void sendsNoCredentialsToUploadUrlsNorToTheBucket() throws Exception {
        var body = bytes(11 * MIB);
        var target = registry.begin() + "&digest=" + digest(body);
        var answer = send("PUT", target, body, Framing.CHUNKED, "Authorization", "Bearer a-token", "Cookie", "a=b");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(bucket.calls()).isNotEmpty().noneMatch(call -> call.headers().containsKey("Authorization"));
        assertThat(registry.calls()).noneMatch(call -> call.headers().containsKey("Authorization"));
    }

    @Test
    void completesMoreUploadsAtOnceThanThereAreBuffers() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = new ArrayList<Future<?>>();
            for (int i = 0; i < 16; i++) {
                var framing = i % 2 == 0 ? Framing.CHUNKED : Framing.MEASURED;
                var size = 10 * MIB + i;
                uploads.add(threads.submit(() -> {
                    push(size, framing);
                    return true;
                }));
            }
            for (var upload : uploads) {
                upload.get();
            }
        }
        assertThat(bucket.mostArriving()).isBetween(1, BUFFERS);
    }

    @Test
    void completesAnUploadWhileManyOthersHaveSentNextToNothing() throws Exception {
        var idle = new ArrayList<RawClient>();
        for (int i = 0; i < 4 * BUFFERS; i++) {
            idle.add(new RawClient(relay).head("PATCH", registry.begin(), "Content-Length: 9999999"));
            idle.getLast().send(bytes(30 * KIB), 0, 30 * KIB);
        }
        push(11 * MIB, Framing.CHUNKED);
        for (var one : idle) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5 * MIB, 11 * MIB})
    void asksForTheCopyWhenEverythingIsThere(int size) throws Exception {
        push(size, Framing.CHUNKED);
        assertThat(registry.count(COPY)).isEqualTo(1);
        var last = registry.calls().getLast();
        assertThat(last.line()).matches(COPY);
        assertThat(last.query()).isEqualTo("state=key." + size + ".1.mac");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 4 * MIB, 4 * MIB + 1, 5 * MIB - 1})
    void asksForNoCopyWhereNoPartsAre(int size) throws Exception {
        push(size, Framing.CHUNKED);
        assertThat(registry.count(COPY)).isZero();
    }

    @Test
    void asksForTheCopyWhenBytesWereAddedToParts() throws Exception {
        var first = send("PATCH", registry.begin(), bytes(5 * MIB), Framing.CHUNKED);
        var second = send("PATCH", header(first, "Location"), bytes(4 * MIB + 1), Framing.CHUNKED);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(registry.count(COPY)).isEqualTo(2);
    }

    @Test
    void asksAgainWhileTheCopyIsUnderWay() throws Exception {
        registry.copySlowly(2);
        push(6 * MIB, Framing.CHUNKED);
        assertThat(registry.count(COPY)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void closesWithNothingAfterTheCopy(Framing framing) throws Exception {
        registry.copySlowly(1);
        var body = bytes(11 * MIB);
        var answer = send("PUT", registry.begin() + "&digest=" + digest(body), body, framing);
        assertCreated(answer.statusCode(), header(answer, "Docker-Content-Digest"), digest(body));
        var calls = registry.calls();
        assertThat(calls.getLast().line()).startsWith("PUT ");
        assertThat(calls.getLast().headers().getOrDefault("Content-length", List.of("0")))
                .containsExactly("0");
        assertThat(calls.get(calls.size() - 2).line()).matches(COPY);
        assertThat(registry.count(COPY)).isEqualTo(2);
    }

    private void assertCreated(int status, String told, String digest) throws IOException {
        assertThat(status).isEqualTo(201);
        assertThat(told).isEqualTo(digest);
        assertThat(registry.blob(digest)).isPresent();
    }
}
