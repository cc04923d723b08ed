package dev.slipway.local.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not HTTP, or ends before it should, reaches no handler and leaves nothing on the console. */
class MalformedRequestTest {

    private static final OriginServer OK = (request, reply) -> {
        request.body().readAllBytes();
        reply.accept(Answer.of(200, "text/plain", "reached"));
    };

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(console, true, UTF_8));
    }

    @AfterEach
    void nothingWasPrinted() {
        System.setErr(before);
        assertThat(console.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: h\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                "GET / HTTP/1.1\nHost: h\nContent-Length: 5\nContent-Length: 6\n\nhello!",
                "GET / HTTP/1.1\nHost: h\nContent-Length: -1\n\n",
                "GET / HTTP/1.1\nHost: h\nContent-Length: +5\n\nhello",
                "GET / HTTP/1.1\nHost: h\nContent-Length: 5x\n\nhello",
                "GET / HTTP/1.1\nHost: h\nContent-Length: \n\n",
                "GET / HTTP/1.1\nHost: h\nContent-Length: 99999999999999999999\n\n",
                "GET / HTTP/1.1\nHost: h\nContent-Length : 5\n\nhello",
                "GET / HTTP/1.1\nHost: h\nTransfer-Encoding: gzip, chunked\n\n0\n\n",
                "GET / HTTP/1.1\nHost: h\nTransfer-Encoding: identity\n\n",
                "GET / HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n0\n\n",
                "GET / HTTP/1.1\nHost: h\nNo header\n\n",
                "GET / HTTP/1.1\nHost: h\nBad[name]: 1\n\n",
                "GET / HTTP/1.1\n\n",
                "GET / HTTP/1.1\nHost: h\nHost: i\n\n",
                "GET /%zz HTTP/1.1\nHost: h\n\n",
                "GET / HTTP/2.0\nHost: h\n\n",
                "GET / HTTP\nHost: h\n\n",
                "GET /<script> HTTP/1.1\nHost: h\n\n",
                "GET /#a HTTP/1.1\nHost: h\n\n",
                "GET * HTTP/1.1\nHost: h\n\n",
                "GET mailto:a@b HTTP/1.1\nHost: h\n\n",
                "CONNECT h:443 HTTP/1.1\nHost: h\n\n",
                "GET /\n\n",
                "GET\n\n",
                "\u0016\u0003\u0001\u0002\u0000\n\n",
            })
    void isRefusedOrHungUpOn(String request) throws IOException {
        try (var front = new Fronts(OK)) {
            assertThat(front.exchange(request))
                    .matches("(?s)|HTTP/1\\.1 (400|404|426|501|505) .*")
                    .doesNotContain("reached");
            assertThat(front.allSeen()).isEmpty();
        }
    }

    @Test
    void tooManyOrTooLongHeadersAreRefused() throws IOException {
        try (var front = new Fronts(OK)) {
            var many = new StringBuilder();
            for (int i = 0; i < 150; i++) {
                many.append("X-").append(i).append(": 1\n");
            }
            var start = "HTTP/1.1 431 ";
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n" + many + "\n"))
                    .startsWith(start);
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\nX: " + "a".repeat(40_000) + "\n\n"))
                    .startsWith(start);
            assertThat(front.exchange("GET /" + "a".repeat(40_000) + " HTTP/1.1\nHost: h\n\n"))
                    .startsWith(start);
            assertThat(front.allSeen()).isEmpty();
        }
    }

    @Test
    void endlessHeadersAreRefusedOrHungUpOn() throws IOException {
        try (var front = new Fronts(OK)) {
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\nX: " + "a".repeat(500_000) + "\n\n"))
                    .matches("(?s)|HTTP/1\\.1 431 .*");
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n" + "X: 1\n".repeat(20_000) + "\n"))
                    .matches("(?s)|HTTP/1\\.1 431 .*");
        }
    }

    @Test
    void aClientThatBeginsWithTlsIsToldAtOnceAndTheNextOneIsServed() throws IOException {
        var hello = HexFormat.of().parseHex("16030100a5010000a10303" + "00".repeat(152));
        try (var front = new Fronts(OK);
                var wire = front.wire()) {
            assertThat(wire.send(hello).read()).matches("(?s)|HTTP/1\\.1 400 .*");
            assertThat(front.exchange("GET / HTTP/1.1\nHost: h\n\n")).endsWith("reached");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\n\nhello",
                "Transfer-Encoding: chunked\n\n5\nhel",
                "Transfer-Encoding: chunked\n\n5\nhello\n",
                "Transfer-Encoding: chunked\n\nzz\nhello\n0\n\n",
                "Transfer-Encoding: chunked\n\n-5\nhello\n0\n\n",
                "Transfer-Encoding: chunked\n\nfffffffffffffffff\nhello\n0\n\n",
            })
    void aShortBodyIsHungUpOn(String rest) throws IOException {
        try (var front = new Fronts(OK)) {
            assertThat(front.exchange("PUT / HTTP/1.1\nHost: h\n" + rest)).isEmpty();
        }
    }

    @Test
    void aClientThatHangsUpWhileSendingIsForgotten() throws Exception {
        var failure = new CompletableFuture<IOException>();
        try (var front = new Fronts((request, reply) -> {
            try {
                request.body().readAllBytes();
            } catch (IOException e) {
                failure.complete(e);
                throw e;
            }
        })) {
            var wire = front.wire();
            wire.send("PUT / HTTP/1.1\nHost: h\nContent-Length: 1000000\n\n").send(new byte[1000]);
            front.seen();
            wire.reset();
            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(ViewerGoneException.class);
        }
    }

    @Test
    void aClientThatHangsUpWhileReadingIsForgotten() throws Exception {
        var closed = new CompletableFuture<String>();
        try (var front = new Fronts((request, reply) -> reply.accept(new Answer(200, Map.of(), endless(closed))))) {
            var wire = front.wire();
            wire.send("GET / HTTP/1.1\nHost: h\n\n");
            wire.readHead();
            wire.reset();
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    private static Body endless(CompletableFuture<String> closed) {
        return new Body() {
            @Override
            public long length() {
                return Long.MAX_VALUE;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                while (true) {
                    out.write(new byte[8192]);
                }
            }

            @Override
            public void close() {
                closed.complete("closed");
            }
        };
    }
}
