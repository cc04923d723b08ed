package dev.slipway.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private static final int MIB = 1 << 20;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Gateways gateways = new Gateways(new PrintStream(log, true, UTF_8));

    @AfterEach
    void stop() {
        gateways.close();
    }

    @Test
    void answersWithWhatTheHandlerSays() {
        var response = get("{\"statusCode\":201,\"headers\":{\"Location\":\"/here\"},\"body\":\"made\"}");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers()).containsEntry("location", List.of("/here"));
        assertThat(response.body()).asString(UTF_8).isEqualTo("made");
    }

    @Test
    void decodesABodyInBase64WhereverTheHandlerSaysSo() {
        assertThat(get("{\"statusCode\":200,\"body\":\"AAH_\",\"isBase64Encoded\":false}")
                        .body())
                .asString(UTF_8)
                .isEqualTo("AAH_");
        assertThat(get("{\"body\":\"AAH/\",\"isBase64Encoded\":true,\"statusCode\":200}")
                        .body())
                .containsExactly(0, 1, -1);
    }

    @Test
    void givesABodyWithoutATypeTheGatewaysOwn() {
        assertThat(get("{\"statusCode\":200,\"body\":\"words\"}").headers())
                .containsEntry("content-type", List.of("text/plain;charset=UTF-8"));
        assertThat(get("{\"statusCode\":202}").headers()).doesNotContainKey("content-type");
    }

    @Test
    void makesABodyOfWhatHasNoStatus() {
        var response = get("{\"tags\":[{\"name\":\"latest\"}]}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", List.of("application/json"));
        assertThat(response.body()).asString(UTF_8).isEqualTo("{\"tags\":[{\"name\":\"latest\"}]}");
    }

    @Test
    void keepsForItselfWhatIsTheGatewaysToSay() {
        assertThat(get("{\"statusCode\":200,\"headers\":{\"Content-Length\":\"7\",\"slipway-content-length\":7,"
                                + "\"Connection\":\"close\"}}")
                        .headers())
                .doesNotContainKeys("content-length", "connection")
                .containsEntry("slipway-content-length", List.of("7"));
    }

    @Test
    void sendsOneHeaderForEachCookie() {
        assertThat(get("{\"statusCode\":200,\"cookies\":[\"a=1\",\"b=2\"]}").headers())
                .containsEntry("set-cookie", List.of("a=1", "b=2"));
    }

    @Test
    void refusesAHeaderThatWouldBeTwo() {
        var response = get("{\"statusCode\":200,\"headers\":{\"location\":\"/a\\r\\nset-cookie: b\"}}");
        assertFailed(response);
        assertThat(log.toString(UTF_8)).contains("not the value of a header: location");
    }

    @Test
    void refusesWhatIsNoResponse() {
        for (var written : List.of(
                "",
                "{",
                "\"text\"",
                "{\"statusCode\":99}",
                "{\"statusCode\":\"no\"}",
                "{\"statusCode\":200}x",
                "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
                "{\"statusCode\":200,\"headers\":{\"a b\":\"c\"}}")) {
            assertFailed(get(written));
        }
    }

    @Test
    void logsAnExceptionAndKeepsItFromTheClient() {
        var response = gateways.answer((in, out, context) -> {
            throw new IllegalStateException("the secret is 7");
        });
        assertFailed(response);
        assertThat(log.toString(UTF_8))
                .contains("example.Handler failed at request", "the secret is 7", "at dev.slipway");
    }

    @Test
    void survivesAnErrorOfAHandler() {
        assertFailed(gateways.answer((in, out, context) -> {
            throw new StackOverflowError();
        }));
    }

    @Test
    void hasNoRouteForWhatIsNotInTheTemplate() {
        for (var path : List.of(
                "/other", "/", "/things", "/things/", "/things/1/", "/things/1/2", "//things/1", "/all", "/all/")) {
            var response = gateways.answer(request("GET", path, new byte[0]), written("{\"statusCode\":200}"));
            assertThat(response.status()).as(path).isEqualTo(404);
            assertThat(response.body()).asString(UTF_8).isEqualTo("{\"message\":\"Not Found\"}");
        }
        assertThat(gateways.answer(request("DELETE", "/things/1", new byte[0]), written("{}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesABodyOverTenMebibytes() {
        assertTooLarge(gateways.answer(put("text/plain", new byte[10 * MIB + 1]), written("{\"statusCode\":200}")));
    }

    @Test
    void refusesAnEventOverSixMebibytesAndTakesOneBelow() {
        var ok = written("{\"statusCode\":200}");
        assertTooLarge(gateways.answer(put("application/octet-stream", new byte[6 * MIB / 4 * 3]), ok));
        assertThat(gateways.answer(put("application/octet-stream", new byte[4 * MIB + MIB / 4]), ok)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void failsWhenAResponseIsOverSixMebibytes() {
        assertFailed(get("{\"statusCode\":200,\"body\":\"" + "a".repeat(6 * MIB) + "\"}"));
        assertThat(get("{\"statusCode\":200,\"body\":\"" + "a".repeat(6 * MIB - 100) + "\"}")
                        .body())
                .hasSize(6 * MIB - 100);
    }

    @Test
    void answersForAHandlerThatTakesTooLongAndDropsWhatItSaysThen() throws Exception {
        var latch = new CountDownLatch(1);
        var replies = new CompletableFuture<ApiResponse>();
        try (var gateway = gateways.gateway(Duration.ofMillis(50), (in, out, context) -> {
            await(latch);
            out.write("{\"statusCode\":200}".getBytes(UTF_8));
        })) {
            var caller = Thread.ofVirtual()
                    .start(() -> gateway.handle(request("GET", "/things/1", new byte[0]), reply -> {
                        assertThat(replies.complete(reply)).isTrue();
                    }));
            var response = replies.get(10, TimeUnit.SECONDS);
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).asString(UTF_8).isEqualTo("{\"message\":\"Service Unavailable\"}");
            latch.countDown();
            assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private ApiResponse get(String written) {
        return gateways.answer(written(written));
    }

    private static RequestStreamHandler written(String json) {
        return (in, out, context) -> out.write(json.getBytes(UTF_8));
    }

    private static ApiRequest put(String type, byte[] body) {
        return new ApiRequest("PUT", "/things/1", "", Map.of("content-type", List.of(type)), "127.0.0.1", body);
    }

    static ApiRequest request(String method, String path, byte[] body) {
        return new ApiRequest(method, path, "", Map.of(), "127.0.0.1", body);
    }

    private static void assertFailed(ApiResponse response) {
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).asString(UTF_8).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    private static void assertTooLarge(ApiResponse response) {
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).asString(UTF_8).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
