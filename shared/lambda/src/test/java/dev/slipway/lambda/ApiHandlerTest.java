package dev.slipway.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Registry;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ApiHandlerTest {

    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aRequestIsReadAndAnAnswerWritten() {
        var event = Events.read("append-upload").header("content-range", "0-12");

        var answer = registry.answer(
                handler(request -> Response.of(202)
                        .header("x", request.header("content-range").orElse(""))
                        .body(
                                "text/plain",
                                request.repository() + " " + request.upload() + " "
                                        + request.viewer().host() + " " + request.body().length)),
                event);

        assertThat(answer.whole())
                .isEqualTo("202\ncontent-type: text/plain\nx: 0-12\n"
                        + "team/app 3fa85f64-5717-4562-b3fc-2c963f66afa6 registry.example.com 13");
        assertThat(answer.header("docker-distribution-api-version")).isEqualTo("registry/2.0");
    }

    @Test
    void aRequestThatDidNotComeThroughTheEdgeIsDenied() {
        var event = Events.read("check-version");
        for (var refused : List.of(
                event.withoutHeader("slipway-viewer"),
                event.header("slipway-viewer", ""),
                event.header(
                        "slipway-viewer", "test;4102444800;https;registry.example.com;192.0.2.10;" + "0".repeat(64)))) {
            assertThat(registry.answer(handler(request -> Response.of(200)), refused)
                            .error())
                    .isEqualTo("403 DENIED");
        }
    }

    @Test
    void anErrorIsAnsweredWithItsStatusHeadersAndDetail() {
        var answer = registry.answer(
                handler(request -> {
                    throw new RegistryException(ErrorCode.BLOB_UNKNOWN, "no")
                            .with("digest", "\"\u0001\ud83d\ude00é\ud83d")
                            .status(416)
                            .header("range", "0-1");
                }),
                Events.read("check-version"));

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("range")).isEqualTo("0-1");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text()).startsWith("{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":\"no\",\"detail\":{");
    }

    @Test
    void aFaultIsLoggedAndTheClientSeesNothingOfIt() {
        var answer = registry.answer(
                handler(request -> {
                    throw new IllegalStateException("a secret");
                }),
                Events.read("check-version"));

        assertThat(answer.error()).isEqualTo("500 UNKNOWN");
        assertThat(answer.text()).contains("JKJaXmPLvHcESHA=").doesNotContain("secret", "Exception");
        assertThat(registry.context().logged())
                .singleElement()
                .asString()
                .contains("JKJaXmPLvHcESHA=", "IllegalStateException: a secret", "ApiHandlerTest");
    }

    @Test
    void membersThatAreNullAreTakenForMissing() {
        var event = new String(Events.read("check-version").bytes(), UTF_8)
                .replaceFirst(
                        "\\{", "{\"pathParameters\":null,\"body\":null,\"stageVariables\":null,\"cookies\":null,");

        assertThat(registry.answer(handler(request -> Response.of(200)), event.getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theQueryIsReadAsClientsWriteIt() {
        var event = Events.read("check-version").query("&&a=1&a=2&b=%3A%2f+&c&d=&%64%65=x=y&f=%C3%A9");

        var answer = registry.answer(
                handler(request -> Response.of(200)
                        .body(
                                "text/plain",
                                request.parameters("a") + "|" + request.parameter("a") + "|"
                                        + request.parameter("b") + "|" + request.parameters("c")
                                        + request.parameter("d")
                                        + request.parameter("de") + request.parameter("f") + request.parameter("g"))),
                event);

        assertThat(answer.text())
                .isEqualTo("[1, 2]|Optional[1]|Optional[:/ ]|[]Optional.emptyOptional[x=y]Optional[é]Optional.empty");
    }

    @Test
    void aQueryThatIsNotWellEncodedIsRefused() {
        for (var query : List.of("a=%", "a=%g0", "%zz=1", "a=%1")) {
            assertThat(registry.answer(
                                    handler(request -> Response.of(200)),
                                    Events.read("check-version").query(query))
                            .error())
                    .isEqualTo("400 UNSUPPORTED");
        }
    }

    private static Function<Registry, ApiHandler> handler(Function<Request, Response> work) {
        return registry -> new ApiHandler(registry, Guard.NONE) {
            @Override
            protected Response handle(Request request) {
                return work.apply(request);
            }
        };
    }
}
