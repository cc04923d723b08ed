package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeFailureTest {

    private static final String FIRST_PASSES =
            "if (event.request && event.request.uri === '/v2/') return event.request;";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new Error('no');",
                "return undefined;",
                "return null;",
                "return 'a text';",
                "return [];",
                "return {};",
                "return {statusCode: 99};",
                "return {statusCode: '200'};",
                "return {statusCode: 200, headers: {a: {value: 1}}};",
                "return {statusCode: 200, headers: {a: {}}};",
                "return {statusCode: 200, headers: []};",
                "return {statusCode: 200, body: {}};",
                "return {method: 'GET', uri: 'nowhere'};",
                "return {method: 'GET', uri: '/', querystring: 'a=b'};",
                "return 1n;",
                "return Java.type('java.lang.System').exit(1);",
                "return Polyglot.eval('js', '1');",
                "return load('/etc/passwd');",
                "return event.request.nothing.value;",
                "event.request.self = event.request; return event.request;"
            })
    void answers503WhereAFunctionThrowsOrReturnsNonsense(String body) {
        try (var edge = edge(FIRST_PASSES + body)) {
            var request = new EdgeRequest("GET", "/other", "", Map.of(), "127.0.0.1");
            var forward = new EdgeDecision.Forward(Origin.API, "GET", "/other", "", Map.of());

            assertThat(edge.request(request)).isInstanceOfSatisfying(EdgeDecision.Answer.class, answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body())
                        .startsWith("{\"errors\":[{\"code\":\"UNKNOWN\"")
                        .doesNotContain("other");
            });
            assertThat(edge.response(forward, new EdgeResponse(200, Map.of())).status())
                    .isEqualTo(503);
        }
    }

    @Test
    void doesNotStartWithFunctionsThatDoNotParse() {
        var starting = Edge.start(new EdgeScripts("function handler(", "function handler() {}"), TestingEdges.OPEN);

        assertThatThrownBy(() -> TestingEdges.await(starting)).hasStackTraceContaining("viewer-request.js");
    }

    @Test
    void servesManyThreadsAtOnceAndEachItsOwn() throws Exception {
        var edge = TestingEdges.relaying();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 400)
                    .<Callable<String>>mapToObj(number -> () ->
                            TestingEdges.render(edge.request(TestingEdges.request("GET /v2/a/manifests/v" + number))))
                    .toList();

            var answers = threads.invokeAll(tasks);
            for (var number = 0; number < tasks.size(); number++) {
                assertThat(answers.get(number).get()).isEqualTo("API /manifests/v" + number + "?repository=a");
            }
        }
    }

    private static Edge edge(String body) {
        var function = "function handler(event) { " + body + " }";
        return TestingEdges.await(Edge.start(new EdgeScripts(function, function), TestingEdges.OPEN));
    }
}
