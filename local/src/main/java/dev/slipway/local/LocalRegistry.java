package dev.slipway.local;

import dev.slipway.local.edge.Edge;
import dev.slipway.local.edge.EdgeConfig;
import dev.slipway.local.edge.EdgeScripts;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.ApiOrigin;
import dev.slipway.local.front.EdgeStep;
import dev.slipway.local.front.Front;
import dev.slipway.local.front.OriginServer;
import dev.slipway.local.front.RelayOrigin;
import dev.slipway.local.gateway.Gateway;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.TokenAccess;
import dev.slipway.relay.Relay;
import dev.slipway.relay.RelaySettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A whole registry, running on this machine until it is closed. */
public final class LocalRegistry implements AutoCloseable {

    private final Settings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /**
     * What a registry is started with. All of it is closed with the registry.
     *
     * @param url where the front is reached from this machine
     * @param anonymous whether anyone may do anything
     */
    public record Settings(Front front, String url, Cloud cloud, boolean anonymous, AccessLog access) {}

    private LocalRegistry(Settings settings) {
        this.settings = settings;
        parts.push(settings.cloud());
        parts.push(settings.front());
    }

    /** Starts everything, side by side where it can be, and returns when requests are answered. */
    public static LocalRegistry start(Settings settings) {
        var registry = new LocalRegistry(settings);
        try {
            registry.start();
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    @Override
    public void close() {
        settings.front().close();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("slipway: while stopping: " + e.getMessage());
            }
        }
    }

    private void start() {
        var config = new EdgeConfig(settings.cloud().keys().capability(), "http", !settings.anonymous(), true);
        var starting = Edge.start(EdgeScripts.bundled(), config);
        var ports = settings.cloud().open();
        var gateway = new Gateway(Template.bundled(), new Handlers(registry(ports)));
        parts.push(gateway);
        var relay = new Relay(RelaySettings.forRegistry(URI.create(settings.url())));
        parts.push(relay);
        var edge = starting.join();
        parts.push(edge);
        var origins = Map.<Origin, OriginServer>of(
                Origin.API, new ApiOrigin(gateway),
                Origin.BUCKET, ports.origin(),
                Origin.RELAY, new RelayOrigin(relay));
        settings.front().open(EdgeStep.of(edge), origins, settings.access());
    }

    private Registry registry(Ports ports) {
        var clock = Clock.systemUTC();
        var keys = settings.cloud().keys();
        var capabilities = new Capabilities(SigningKeys.parse(keys.capability()), clock, new SecureRandom());
        var tokens = new TokenAccess(new BearerTokens(SigningKeys.parse(keys.token()), clock));
        return new Registry(
                ports.table(),
                ports.bucket(),
                ports.uploads(),
                capabilities,
                settings.anonymous() ? Access.FOR_ALL : tokens,
                ports.downloads().orElse(capabilities::downloadUrl),
                clock);
    }
}
