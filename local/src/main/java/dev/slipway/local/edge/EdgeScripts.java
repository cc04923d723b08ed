package dev.slipway.local.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts of the two edge functions, as they stand in {@code edge/}. */
public record EdgeScripts(String viewerRequest, String viewerResponse) {

    /** The functions that this program was built with. */
    public static EdgeScripts bundled() {
        return new EdgeScripts(resource("/edge/viewer-request.js"), resource("/edge/viewer-response.js"));
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
