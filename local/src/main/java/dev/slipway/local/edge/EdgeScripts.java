package dev.slipway.local.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The texts of the two edge functions, as they are deployed: those of {@code edge/} without what only people need, each with
 * {@code receipt.js} at its end.
 */
public record EdgeScripts(String viewerRequest, String viewerResponse) {

    private static final String CONFIG = "'@@SLIPWAY_EDGE_CONFIG@@'";
    private static final String RATES = "'@@SLIPWAY_EDGE_RATES@@'";

    /** The functions that this program was built with. */
    public static EdgeScripts bundled() {
        var receipt = stripped(resource("/edge/receipt.js"));
        return new EdgeScripts(
                stripped(resource("/edge/viewer-request.js")) + receipt,
                stripped(resource("/edge/viewer-response.js")) + receipt);
    }

    /** The same with what is fixed at deployment, as literals in the places that are marked. */
    EdgeScripts configured(String config, String rates) {
        return new EdgeScripts(
                viewerRequest.replace(CONFIG, config).replace(RATES, rates), viewerResponse.replace(RATES, rates));
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
