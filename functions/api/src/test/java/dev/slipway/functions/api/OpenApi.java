package dev.slipway.functions.api;

import static dev.slipway.functions.api.Schema.object;

import dev.slipway.lambda.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/openapi.yaml, which says what requests and answers look like. */
final class OpenApi {

    private static final Map<?, ?> DOCUMENT = object(read(text("docs/openapi.yaml")));

    private static final String JSON = "application/json";

    private OpenApi() {}

    /** JSON, which is YAML as well, as maps, lists, texts and numbers. */
    static Object read(String text) {
        return new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build()).loadFromString(text);
    }

    /** A file of the project. */
    static String text(String name) {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(name))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All operations as routes, such as {@code GET /api/v1/tokens}. */
    static Stream<String> routes() {
        return object(DOCUMENT.get("paths")).entrySet().stream()
                .flatMap(path -> object(path.getValue()).keySet().stream()
                        .map(method -> method.toString().toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    /** What is wrong with an answer to a route. */
    static List<String> faults(String route, Answer answer) {
        var responses = object(operation(route).get("responses"));
        var response = resolve(object(responses.get(Integer.toString(answer.status()))));
        if (response.isEmpty()) {
            return List.of(route + " has no " + answer.status());
        }
        var content = object(response.get("content"));
        if (content.isEmpty()) {
            return answer.text().isEmpty() ? List.of() : List.of(route + " has no body: " + answer.text());
        }
        return content.containsKey(JSON) ? schema(content).faults(read(answer.text())) : List.of();
    }

    /** What an answer's body is, by its status. */
    static String mediaType(String route, int status) {
        var responses = object(operation(route).get("responses"));
        var content =
                object(resolve(object(responses.get(Integer.toString(status)))).get("content"));
        return content.keySet().iterator().next().toString();
    }

    /** The example of a route's body; empty where it takes none. */
    static Optional<Map<?, ?>> example(String route) {
        return content(route).map(content -> object(object(content.get(JSON)).get("example")));
    }

    /** What is wrong with a body for a route. */
    static List<String> bodyFaults(String route, String body) {
        return schema(content(route).orElseThrow()).faults(read(body));
    }

    private static Optional<Map<?, ?>> content(String route) {
        return Optional.<Map<?, ?>>of(
                        object(object(operation(route).get("requestBody")).get("content")))
                .filter(content -> !content.isEmpty());
    }

    private static Schema schema(Map<?, ?> content) {
        return new Schema(DOCUMENT, object(object(content.get(JSON)).get("schema")));
    }

    private static Map<?, ?> operation(String route) {
        var parts = route.replace("+}", "}").split(" ", -1);
        return object(object(object(DOCUMENT.get("paths")).get(parts[1])).get(parts[0].toLowerCase(Locale.ROOT)));
    }

    private static Map<?, ?> resolve(Map<?, ?> response) {
        var reference = response.get("$ref");
        return reference == null
                ? response
                : object(object(object(DOCUMENT.get("components")).get("responses"))
                        .get(reference.toString().replaceFirst(".*/", "")));
    }
}
