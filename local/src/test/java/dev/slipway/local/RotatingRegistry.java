package dev.slipway.local;

import dev.slipway.local.edge.Edge;
import dev.slipway.local.edge.EdgeConfig;
import dev.slipway.local.edge.EdgeDecision;
import dev.slipway.local.edge.EdgeRequest;
import dev.slipway.local.edge.EdgeResponse;
import dev.slipway.local.edge.EdgeScripts;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.ApiOrigin;
import dev.slipway.local.front.EdgeStep;
import dev.slipway.local.front.Front;
import dev.slipway.local.front.OriginServer;
import dev.slipway.local.gateway.Gateway;
import dev.slipway.local.gateway.LocalCopies;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditLog;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.FirstAdministrator;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.TokenAccess;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Receipts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One registry, of whose edge and handlers there are several deployments, each with its keys: a request meets those in charge. */
final class RotatingRegistry implements AutoCloseable {

    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), LocalDate.of(2026, 11, 10));

    private final EmbeddedCloud cloud;
    private final Ports ports;
    private final Front front = new Address("127.0.0.1", 0).take();
    private final Map<String, Edge> edges = new HashMap<>();
    private final Map<String, OriginServer> apis = new HashMap<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private volatile String edge = "";
    private volatile String handlers = "";

    /** Deployments with these keys, {@code ID:HEX} or {@code ID:HEX,ID:HEX}, of which none is in charge yet. */
    RotatingRegistry(Path data, Set<String> keys) {
        cloud = EmbeddedCloud.in(data);
        ports = cloud.open();
        for (var each : keys) {
            edges.put(
                    each,
                    Edge.start(EdgeScripts.bundled(), new EdgeConfig(each, "http", true, false, Optional.of(PRICES)))
                            .join());
            var registry = registry(each);
            var gateway = new Gateway(Template.bundled(), new Handlers(registry));
            gateways.add(gateway);
            apis.put(each, new ApiOrigin(gateway));
            new FirstAdministrator(registry.owners(), registry.accessTokens())
                    .createOnce(secret -> secrets.add(secret.reveal()));
        }
        OriginServer api = (request, reply) -> chosen(apis, handlers).handle(request, reply);
        front.open(new InCharge(), Map.of(Origin.API, api, Origin.BUCKET, ports.origin()), AccessLog.NONE);
    }

    /** Whose requests are answered from now on: the keys of an edge, and those of the handlers. */
    void deploy(String edgeKeys, String handlerKeys) {
        edge = edgeKeys;
        handlers = handlerKeys;
    }

    String url() {
        return "http://127.0.0.1:" + front.port();
    }

    /** The password of {@code admin}. */
    String password() {
        return secrets.getFirst();
    }

    @Override
    public void close() {
        front.close();
        edges.values().forEach(Edge::close);
        gateways.forEach(Gateway::close);
        cloud.close();
    }

    private Registry registry(String keys) {
        var clock = Clock.systemUTC();
        var capabilities = new Capabilities(SigningKeys.parse(keys), clock, new SecureRandom());
        var tokens = new BearerTokens(SigningKeys.parse(keys), clock);
        var audit = new AuditLog(line -> {}, clock);
        return new Registry(
                ports.table(),
                ports.bucket(),
                ports.uploads(),
                capabilities,
                new TokenAccess(tokens, ports.table(), audit, clock),
                tokens,
                audit,
                Set.of(),
                Downloads.by(blob -> capabilities.downloadUrl(blob.digest(), blob.object())),
                new LocalCopies(ports.longestCopy(), Template.bundled().memory(), System.err),
                ports.patience(),
                Receipts.NONE,
                clock);
    }

    private static <T> T chosen(Map<String, T> all, String keys) {
        var one = all.get(keys);
        if (one == null) {
            throw new AssertionError("no such keys are deployed");
        }
        return one;
    }

    private final class InCharge implements EdgeStep {
        @Override
        public EdgeDecision request(EdgeRequest viewer) {
            return chosen(edges, edge).request(viewer);
        }

        @Override
        public EdgeResponse response(EdgeDecision.Forward forward, EdgeResponse response) {
            return chosen(edges, edge).response(forward, response);
        }
    }
}
