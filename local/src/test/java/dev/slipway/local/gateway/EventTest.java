package dev.slipway.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTest {

    private final Gateways gateways = new Gateways(System.err);
    private final List<Context> contexts = new ArrayList<>();

    @AfterEach
    void stop() {
        gateways.close();
    }

    @Test
    void saysWhatWasAskedAsPayloadFormatTwoDoes() {
        assertThat(event(
                        "GET",
                        "/things/1",
                        "a=1&b=x%2Fy&a=2&c",
                        Map.of("host", List.of("h:1"), "x", List.of("1", "2"))))
                .startsWith("{\"version\":\"2.0\",\"routeKey\":\"GET /things/{id}\",\"rawPath\":\"/things/1\","
                        + "\"rawQueryString\":\"a=1&b=x%2Fy&a=2&c\",")
                .contains("\"x\":\"1,2\"")
                .contains("\"queryStringParameters\":{\"a\":\"1,2\",\"b\":\"x/y\",\"c\":\"\"}")
                .contains("\"http\":{\"method\":\"GET\",\"path\":\"/things/1\",\"protocol\":\"HTTP/1.1\","
                        + "\"sourceIp\":\"192.0.2.1\",\"userAgent\":\"\"}")
                .contains("\"pathParameters\":{\"id\":\"1\"}")
                .endsWith("\"isBase64Encoded\":false}");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(event("GET", "/things/own", "", Map.of()))
                .contains("\"routeKey\":\"GET /things/own\"")
                .doesNotContain("queryStringParameters", "pathParameters", "\"body\"", "cookies");
    }

    @Test
    void decodesPathVariablesAndLeavesTheRawPath() {
        assertThat(event("GET", "/things/sha256%3Aab+c%2", "", Map.of()))
                .contains("\"rawPath\":\"/things/sha256%3Aab+c%2\"")
                .contains("\"id\":\"sha256%3Aab+c%2\"");
        assertThat(event("GET", "/things/sha256%3Aab+c", "", Map.of())).contains("\"id\":\"sha256:ab+c\"");
    }

    @Test
    void givesAGreedyVariableAllThatIsLeftOfThePath() {
        assertThat(event("GET", "/all/a/b%2Fc/d", "", Map.of()))
                .contains("\"routeKey\":\"GET /all/{rest+}\"")
                .contains("\"pathParameters\":{\"rest\":\"a/b/c/d\"}");
        assertThat(event("GET", "/all/a", "", Map.of())).contains("\"routeKey\":\"GET /all/{one}\"");
        assertThat(event("GET", "/all/a/own", "", Map.of())).contains("\"routeKey\":\"GET /all/{one}/own\"");
    }

    @Test
    void putsCookiesBesideTheHeaders() {
        assertThat(event("GET", "/things/1", "", Map.of("cookie", List.of("a=1; b=2"))))
                .contains("\"cookies\":[\"a=1\",\"b=2\"],\"headers\":{}");
    }

    @Test
    void passesTextAsItIs() {
        for (var type : List.of("text/plain", "application/json; charset=utf-8", "APPLICATION/XML")) {
            assertThat(body(type, "{\"é\":1}".getBytes(UTF_8)))
                    .contains("\"body\":\"{\\\"é\\\":1}\",\"isBase64Encoded\":false");
        }
    }

    @Test
    void encodesEverythingElse() {
        var manifest = "application/vnd.oci.image.manifest.v1+json";
        for (var type : List.of("application/octet-stream", manifest, "", "application/jsonx")) {
            assertThat(body(type, "{}".getBytes(UTF_8))).contains("\"body\":\"e30=\",\"isBase64Encoded\":true");
        }
        assertThat(body("text/plain", new byte[] {-1})).contains("\"body\":\"/w==\",\"isBase64Encoded\":true");
    }

    @Test
    void tellsTheHandlerItsRequestAndItsTime() {
        var event = event("GET", "/things/1", "", Map.of());
        assertThat(event).contains("\"requestId\":\"" + contexts.getFirst().getAwsRequestId() + "\"");
        assertThat(contexts.getFirst().getRemainingTimeInMillis()).isBetween(1, 30_000);
        assertThat(contexts.getFirst().getFunctionName()).isEqualTo("example.Handler");
        assertThat(contexts.getFirst().getMemoryLimitInMB()).isPositive();
    }

    private String body(String type, byte[] body) {
        return event(new ApiRequest("PUT", "/things/1", "", Map.of("content-type", List.of(type)), "192.0.2.1", body));
    }

    private String event(String method, String path, String query, Map<String, List<String>> headers) {
        return event(new ApiRequest(method, path, query, headers, "192.0.2.1", new byte[0]));
    }

    private String event(ApiRequest request) {
        return new String(
                gateways.answer(request, (in, out, given) -> {
                            contexts.add(given);
                            out.write("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"".getBytes(UTF_8));
                            out.write(Base64.getEncoder().encode(in.readAllBytes()));
                            out.write("\"}".getBytes(UTF_8));
                        })
                        .body(),
                UTF_8);
    }
}
