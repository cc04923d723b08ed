package dev.slipway.local.front;

import java.util.List;
import java.util.Map;

/** What the edge wants done with a request. */
public sealed interface Decision {

    /** Where a request can go. */
    enum Target {
        API,
        BUCKET,
        RELAY
    }

    /** Send this, and ask no origin. */
    record Reply(Answer answer) implements Decision {}

    /** Ask an origin, with the request as the edge has rewritten it. */
    record Forward(Target target, String method, String uri, String query, Map<String, List<String>> headers)
            implements Decision {}
}
