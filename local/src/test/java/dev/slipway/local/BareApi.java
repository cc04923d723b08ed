package dev.slipway.local;

import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.ApiOrigin;
import dev.slipway.local.front.EdgeStep;
import dev.slipway.local.front.Front;
import dev.slipway.local.gateway.Gateway;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.Stores;
import java.util.Map;

/** The API at an address of its own, with no edge in front, as API Gateway has one. */
public final class BareApi implements AutoCloseable, EdgeStep {

    private final Stores stores = new Stores();
    private final Gateway gateway = new Gateway(Template.bundled(), new Handlers(stores.registry()));
    private final Front front = new Address("127.0.0.1", 0).take();

    public BareApi() {
        front.open(this, Map.of(Origin.API, new ApiOrigin(gateway)), AccessLog.NONE);
    }

    public String url() {
        return "http://127.0.0.1:" + front.port();
    }

    @Override
    public EdgeDecision request(EdgeRequest viewer) {
        return new EdgeDecision.Forward(Origin.API, viewer.method(), viewer.uri(), viewer.query(), viewer.headers());
    }

    @Override
    public EdgeResponse response(EdgeDecision.Forward forward, EdgeResponse response) {
        return response;
    }

    @Override
    public void close() {
        front.close();
        gateway.close();
        stores.close();
    }
}
