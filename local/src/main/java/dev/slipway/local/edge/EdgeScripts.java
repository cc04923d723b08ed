package dev.slipway.local.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The texts of the two edge functions, as they are deployed: those of {@code edge/} without what only people need. */
public record EdgeScripts(String viewerRequest, String viewerResponse) {

    /** Stands where a function has its configuration. */
    static final String MARK = "'@@SLIPWAY_EDGE_CONFIG@@'";

    /** The functions that this program was built with. */
    public static EdgeScripts bundled() {
        return new EdgeScripts(
                stripped(resource("/edge/viewer-request.js")), stripped(resource("/edge/viewer-response.js")));
    }

    /** The first of them with its configuration, the literal of an object. */
    String viewerRequest(String configuration) {
        return viewerRequest.replace(MARK, configuration);
    }

    /** A script without indentation, empty lines and lines that are a comment: CloudFront takes 10 KB. */
    static String stripped(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static String resource(String name) {
        try (var stream = EdgeScripts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
