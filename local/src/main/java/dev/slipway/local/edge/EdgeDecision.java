package dev.slipway.local.edge;

import java.util.List;
import java.util.Map;

/** What becomes of a request: it is answered at once, or goes to an origin. Names of headers are in lower case. */
public sealed interface EdgeDecision {

    /** An answer by the edge itself; the body is empty where the answer has none. */
    record Answer(int status, Map<String, List<String>> headers, String body) implements EdgeDecision {

        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * The request for an origin. {@code Host} is still the viewer's: CloudFront lets no function change it and puts the
     * origin's own in its place; {@code Content-Length} and {@code Transfer-Encoding} stay as they came.
     */
    record Forward(Origin origin, String method, String uri, String query, Map<String, List<String>> headers)
            implements EdgeDecision {

        public Forward {
            headers = Map.copyOf(headers);
        }
    }
}
