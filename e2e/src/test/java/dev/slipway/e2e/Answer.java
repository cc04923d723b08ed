package dev.slipway.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An answer as it came.
 *
 * @param headers with names in lower case
 */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    /** A header's value, the values joined where it came more than once, empty where it did not. */
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
