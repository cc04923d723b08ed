package dev.slipway.registry.cost;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that no function has answered, by the line that an access log has of it.
 *
 * @param id by which the same request is known again in another line
 * @param transfer the upload or download, by its id; empty where the line does not tell
 * @param action of the account that it is charged to where no receipt led to it: {@code pull} or {@code push}
 */
record PassedRequest(Instant time, String id, String transfer, String action, Usage usage) {

    /** How a service writes its access log. */
    @FunctionalInterface
    interface Format {

        /**
         * Reads a line; empty for one that is of no request, or of one that is counted elsewhere.
         *
         * @throws IOException when it is not of this format
         */
        Optional<PassedRequest> read(String line) throws IOException;
    }

    /** What those who read come for, and what others do. */
    static String action(String method) {
        return method.equals("GET") || method.equals("HEAD") ? "pull" : "push";
    }
}
