package dev.slipway.local.front;

import dev.slipway.local.edge.Edge;
import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;

/** The edge's two functions. */
public interface EdgeStep {

    /** The viewer-request function: what to do with a request. */
    EdgeDecision request(EdgeRequest viewer);

    /** The viewer-response function: what becomes of an origin's status and headers. */
    EdgeResponse response(EdgeDecision.Forward forward, EdgeResponse response);

    /** The functions as deployed. */
    static EdgeStep of(Edge edge) {
        return new EdgeStep() {
            @Override
            public EdgeDecision request(EdgeRequest viewer) {
                return edge.request(viewer);
            }

            @Override
            public EdgeResponse response(EdgeDecision.Forward forward, EdgeResponse response) {
                return edge.response(forward, response);
            }
        };
    }
}
