package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OpenApiTest {

    private static final Pattern ROUTE = Pattern.compile("Method: ([A-Z]+), Path: \"?(/api/[^\"\\n]*?)\"?\\}\\n");

    @Test
    void describesTheRoutesOfTheTemplate() {
        var routes = ROUTE.matcher(OpenApi.text("template.yaml"))
                .results()
                .map(route -> route.group(1) + " " + route.group(2).replace("+}", "}"))
                .toList();

        assertThat(OpenApi.routes()).containsExactlyInAnyOrderElementsOf(routes);
        assertThat(Api.events().stream().map(event -> Api.route(event).replace("+}", "}")))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void itsExamplesAndThoseOfTheEventsAreAccepted() {
        for (var event : Api.events()) {
            var route = Api.route(event);
            var example = OpenApi.example(route);
            if (example.isPresent()) {
                try (var api = new Api()) {
                    assertThat(OpenApi.bodyFaults(route, json(example.get()))).isEmpty();
                    var who = List.of("set-budget", "set-networks").contains(event) ? "olga" : "alice";
                    assertThat(api.ask(event, who, json(example.get())).status())
                            .as(route)
                            .isBetween(200, 201);
                }
            }
        }
    }

    @Test
    void isBrokenByAMemberThatItDoesNotName() {
        var token = "{\"id\":\"AAAAAAAAAAAA\",\"user\":\"a\",\"name\":\"n\",\"scopes\":[\"admin\"],\"packages\":[],"
                + "\"created\":\"2026-11-24T12:00:00Z\"}";

        assertThat(faults("{\"tokens\":[" + token + "]}")).isEmpty();
        assertThat(faults("{\"tokens\":[" + token.replace("\"name\"", "\"hash\":\"x\",\"name\"") + "]}"))
                .hasSize(1);
        assertThat(faults("{\"tokens\":[" + token.replace("\"user\":\"a\",", "") + "]}"))
                .hasSize(1);
        assertThat(faults("{\"tokens\":[" + token.replace("12:00:00Z", "noon") + "]}"))
                .hasSize(1);
        assertThat(faults("{\"tokens\":[" + token.replace("\"n\"", "1") + "]}")).hasSize(1);
        assertThat(faults("{}")).hasSize(1);
    }

    private static List<String> faults(String body) {
        var answer = new Answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        return OpenApi.faults("GET /api/v1/tokens", answer);
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(OpenApiTest::json).collect(Collectors.joining(",", "[", "]"));
            case Integer number -> number.toString();
            default -> "\"" + value + "\"";
        };
    }
}
