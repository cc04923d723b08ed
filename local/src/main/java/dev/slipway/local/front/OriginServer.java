package dev.slipway.local.front;

import java.io.IOException;
import java.util.function.Consumer;

/** What stands behind the edge: the API, the bucket or the relay. */
public interface OriginServer {

    /** Answers a request, once, on this thread or a later one. */
    void handle(OriginRequest request, Consumer<Answer> reply) throws IOException;
}
