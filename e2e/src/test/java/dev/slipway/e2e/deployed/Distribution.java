package dev.slipway.e2e.deployed;

import dev.slipway.aws.AwsRegistry;
import dev.slipway.local.edge.Edge;
import dev.slipway.local.edge.EdgeConfig;
import dev.slipway.local.edge.EdgeScripts;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.ApiOrigin;
import dev.slipway.local.front.EdgeStep;
import dev.slipway.local.front.Front;
import dev.slipway.local.front.RelayOrigin;
import dev.slipway.local.front.SignedOrigin;
import dev.slipway.local.gateway.Gateway;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.relay.NearBucket;
import dev.slipway.relay.Relay;
import dev.slipway.relay.RelaySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** What stands in front of the functions: the edge, the gateway, the bucket behind it, the relay. */
final class Distribution implements AutoCloseable {

    private static final Prices PRICES = Prices.of(PriceFile.bundled("us-east-1"), LocalDate.of(2026, 11, 10));

    private final Front front;
    private final Edge edge;
    private final Gateway gateway;
    private final SignedOrigin bucket;
    private final Relay relay;

    /** Serves when it is made. */
    Distribution(Lambda lambda, AwsRegistry aws, String capabilityKeys) throws IOException {
        front = new Front(new InetSocketAddress("127.0.0.1", 0));
        edge = Edge.start(
                        EdgeScripts.bundled(), new EdgeConfig(capabilityKeys, "http", true, true, Optional.of(PRICES)))
                .join();
        gateway = new Gateway(Template.bundled(), lambda::handler);
        bucket = new SignedOrigin(aws.originAccess());
        relay = new Relay(RelaySettings.forRegistry(URI.create("http://" + host())), NearBucket.NONE);
        front.open(
                EdgeStep.of(edge),
                Map.of(
                        Origin.API, new ApiOrigin(gateway),
                        Origin.BUCKET, bucket,
                        Origin.RELAY, new RelayOrigin(relay)),
                AccessLog.NONE);
    }

    /** As it stands before the names of images. */
    String host() {
        return "127.0.0.1:" + front.port();
    }

    @Override
    public void close() {
        front.close();
        relay.close();
        bucket.close();
        gateway.close();
        edge.close();
    }
}
