package dev.slipway.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;

/**
 * Writes every row of the table, with what GraalJS makes of it, as a script for njs, which CloudFront's own runtime comes
 * from: {@code local/src/test/njs/run.sh} has njs decide the same.
 */
class NjsScriptsTest {

    private static final Path FOLDER = Path.of("target", "njs");
    private static final String HARNESS = EdgeScripts.resource("/dev/slipway/local/edge/njs-harness.js");

    @Test
    void writesTheTableForNjs() throws IOException {
        Files.createDirectories(FOLDER.resolve("response"));
        Files.writeString(
                FOLDER.resolve("response/viewer-response.js"),
                TestingEdges.WITH_RELAY.into(EdgeScripts.bundled()).viewerResponse());
        try (var engine = EdgeContexts.engine()) {
            for (var config : List.of(TestingEdges.WITH_RELAY, TestingEdges.WITHOUT_RELAY, TestingEdges.OPEN)) {
                var name = config.scheme() + (config.relay() ? "-relay.js" : ".js");
                Files.writeString(FOLDER.resolve(name), script(engine, config));
            }
        }

        assertThat(FOLDER).isDirectoryContaining("glob:**.js");
    }

    private static String script(Engine engine, EdgeConfig config) {
        var scripts = EdgeScripts.bundled();
        var functions = EdgeContext.Functions.of(scripts, config);
        try (var context = new EdgeContext(engine, functions)) {
            var cases = Rows.all()
                    .map(row -> EventWriter.viewerRequest(TestingEdges.request(row.request())))
                    .map(event -> "[" + quoted(event) + "," + quoted(context.viewerRequest(event)) + "]")
                    .collect(Collectors.joining(",\n"));
            return config.into(scripts).viewerRequest() + HARNESS.replace("'@@CASES@@'", "[" + cases + "]");
        }
    }

    private static String quoted(String json) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(json)) + '"';
    }
}
