package dev.slipway.local.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontTest {

    private static final OriginServer ECHO = (request, reply) -> reply.accept(new Answer(
            200,
            Map.of("content-type", List.of("text/plain"), "x-length", List.of(Long.toString(request.length()))),
            Body.of(request.body().readAllBytes())));

    @Test
    void asksTheEdgeWithWhatCameOnTheWire() throws Exception {
        try (var front = new Fronts(ECHO)) {
            front.exchange("GET /v2/a%2Fb//c?n=1&%41=x%20y HTTP/1.1\nHost: r.example:5000\nX-A: 1\nx-a: 2\n\n");
            var viewer = front.seen();
            assertThat(viewer.method()).isEqualTo("GET");
            assertThat(viewer.uri()).isEqualTo("/v2/a%2Fb//c");
            assertThat(viewer.query()).isEqualTo("n=1&%41=x%20y");
            assertThat(viewer.address()).isEqualTo("127.0.0.1");
            assertThat(viewer.headers())
                    .containsEntry("host", List.of("r.example:5000"))
                    .containsEntry("x-a", List.of("1", "2"));
        }
    }

    @Test
    void takesAPathBehindASchemeAndAHostAndOneThatLooksLikeAHost() throws Exception {
        try (var front = new Fronts(ECHO)) {
            front.exchange("GET http://other/v2/?a HTTP/1.1\nHost: h\n\n");
            assertThat(front.seen())
                    .extracting(EdgeRequest::uri, EdgeRequest::query)
                    .containsExactly("/v2/", "a");
            front.exchange("GET //v2/ HTTP/1.1\nHost: h\n\n");
            assertThat(front.seen()).extracting(EdgeRequest::uri).isEqualTo("//v2/");
        }
    }

    @Test
    void sendsWhatTheOriginAndTheEdgeSay() throws IOException {
        try (var front = new Fronts(ECHO)) {
            assertThat(front.exchange("POST / HTTP/1.1\nHost: h\nContent-Length: 5\n\nhello"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("X-length: 5\r\n")
                    .containsIgnoringCase("Content-length: 5\r\n")
                    .containsIgnoringCase("X-edge: passed\r\n")
                    .endsWith("\r\n\r\nhello");
        }
    }

    @Test
    void takesABodyInChunks() throws IOException {
        try (var front = new Fronts(ECHO)) {
            assertThat(front.exchange("PATCH / HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n"))
                    .containsIgnoringCase("X-length: -1\r\n")
                    .endsWith("\r\n\r\nabcde");
        }
    }

    @Test
    void answersAHeadWithALengthAndNoBody() throws IOException {
        OriginServer origin = (request, reply) ->
                reply.accept(new Answer(200, Map.of("content-length", List.of("7023")), Body.of("no".getBytes(UTF_8))));
        try (var front = new Fronts(origin)) {
            assertThat(front.exchange("HEAD / HTTP/1.1\nHost: h\n\n"))
                    .containsIgnoringCase("Content-length: 7023\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void countsBytesForItselfExceptForAHead() throws IOException {
        OriginServer origin = (request, reply) -> reply.accept(
                new Answer(200, Map.of("content-length", List.of("7023")), Body.of("two".getBytes(UTF_8))));
        try (var front = new Fronts(origin)) {
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n\n"))
                    .containsIgnoringCase("Content-length: 3\r\n")
                    .endsWith("two");
        }
    }

    @Test
    void answersWithoutAnOriginWhereTheEdgeDoes() throws IOException {
        try (var front = new Fronts(ECHO, viewer -> new EdgeDecision.Answer(401, Map.of(), "no"))) {
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n\n"))
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContainIgnoringCase("X-edge")
                    .endsWith("no");
        }
    }

    @Test
    void letsErrorsPassTheEdgeUnseen() throws IOException {
        try (var front = new Fronts((request, reply) -> reply.accept(Answer.of(400, "text/plain", "bad")))) {
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n\n"))
                    .doesNotContainIgnoringCase("X-edge")
                    .endsWith("bad");
        }
    }

    @Test
    void keepsAConnectionAndAnswersOneRequestAfterTheOther() throws IOException {
        try (var front = new Fronts(ECHO);
                var wire = front.wire()) {
            for (var word : List.of("one", "two", "six")) {
                wire.send("PUT / HTTP/1.1\nHost: h\nContent-Length: 3\n\n" + word);
                assertThat(wire.readHead()).startsWith("HTTP/1.1 200");
                assertThat(wire.read(3)).isEqualTo(word);
            }
        }
    }

    @Test
    void letsAClientFinishABodyThatNobodyReads() throws IOException {
        try (var front = new Fronts(ECHO, viewer -> new EdgeDecision.Answer(404, Map.of(), "unknown"));
                var wire = front.wire()) {
            wire.send("PUT / HTTP/1.1\nHost: h\nContent-Length: 33554432\n\n");
            assertThat(wire.readHead()).startsWith("HTTP/1.1 404");
            assertThat(wire.read(7)).isEqualTo("unknown");
            wire.send(new byte[32 << 20]).send("GET / HTTP/1.1\nHost: h\n\n");
            assertThat(wire.readHead()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void sendsALargeBodyThrough() throws IOException {
        try (var front = new Fronts(ECHO);
                var wire = front.wire()) {
            wire.send("PUT / HTTP/1.1\nHost: h\nContent-Length: 5000000\n\n").send(new byte[5_000_000]);
            wire.readHead();
            assertThat(wire.read(5_000_000)).hasSize(5_000_000);
        }
    }

    @Test
    void tellsOfAFaultOfItsOwnOnTheConsoleOnly() throws IOException {
        var console = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(console, true, UTF_8));
        try (var front = new Fronts((request, reply) -> {
            throw new IllegalStateException("the disk is full");
        })) {
            assertThat(front.exchange("GET /v2/?secret HTTP/1.1\nHost: h\n\n"))
                    .startsWith("HTTP/1.1 500")
                    .endsWith("{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":"
                            + "\"something went wrong here; please try again\"}]}");
        } finally {
            System.setErr(before);
        }
        assertThat(console.toString(UTF_8))
                .contains("GET /v2/ failed", "the disk is full")
                .doesNotContain("secret");
    }

    @Test
    void writesALineForEachRequestWithoutItsQuery() throws IOException {
        var lines = new ByteArrayOutputStream();
        var viewer = new EdgeRequest("GET", "/v2/", "state=secret", Map.of(), "192.0.2.1");
        AccessLog.to(new PrintStream(lines, true, UTF_8))
                .log(
                        viewer,
                        Answer.of(200, "text/plain", "{}"),
                        new AccessLog.Passed(Optional.empty(), 0, 2),
                        Duration.ofMillis(12));
        assertThat(lines.toString(UTF_8)).endsWith(" 192.0.2.1 GET /v2/ 200 2 12ms\n");
    }

    @Test
    void asksForNoOriginThatIsNotThere() throws IOException {
        var before = System.err;
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        try (var front = new Fronts(ECHO, viewer -> Fronts.forward(Origin.RELAY, viewer))) {
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n\n")).startsWith("HTTP/1.1 500");
        } finally {
            System.setErr(before);
        }
    }
}
