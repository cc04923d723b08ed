package dev.slipway.local;

import dev.slipway.functions.blobs.CopyUploadHandler;
import dev.slipway.local.edge.Edge;
import dev.slipway.local.edge.EdgeConfig;
import dev.slipway.local.edge.EdgeScripts;
import dev.slipway.local.edge.Origin;
import dev.slipway.local.front.AccessLog;
import dev.slipway.local.front.ApiOrigin;
import dev.slipway.local.front.AwsLimits;
import dev.slipway.local.front.BucketServer;
import dev.slipway.local.front.EdgeStep;
import dev.slipway.local.front.Front;
import dev.slipway.local.front.OriginServer;
import dev.slipway.local.front.RelayOrigin;
import dev.slipway.local.gateway.Gateway;
import dev.slipway.local.gateway.LocalCopies;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.access.AuditLog;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.FirstAdministrator;
import dev.slipway.registry.access.SigningKeys;
import dev.slipway.registry.access.TokenAccess;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Receipts;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole registry, running on this machine until it is closed. */
public final class LocalRegistry implements AutoCloseable {

    /** Late enough not to be in the way of whoever starts a registry to use it at once. */
    private static final Duration UNTIL_TIDIED = Duration.ofMinutes(3);

    private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(6);

    private final Settings settings;
    private final Template template = Template.bundled();
    private final Bookkeeping books;
    private boolean isFirstStart;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /**
     * What a registry is started with. All of it is closed with the registry.
     *
     * @param url where the front is reached from this machine
     * @param prices what receipts are priced at; empty where nothing is counted
     * @param anonymous whether anyone may do anything
     * @param issuers whose ID tokens trust policies may name
     * @param relay empty for a registry without one
     * @param strict whether all limits of a deployment on AWS hold
     * @param downloads where clients are sent for bytes
     */
    public record Settings(
            Front front,
            String url,
            Cloud cloud,
            Optional<PriceFile> prices,
            boolean anonymous,
            Set<String> issuers,
            AccessLog access,
            Optional<RelayPlace> relay,
            boolean strict,
            Downloads.Choice downloads) {

        /** With the relay in this process, at the prices of us-east-1. */
        public Settings(
                Front front, String url, Cloud cloud, boolean anonymous, Set<String> issuers, AccessLog access) {
            this(
                    front,
                    url,
                    cloud,
                    Optional.of(PriceFile.bundled("us-east-1")),
                    anonymous,
                    issuers,
                    access,
                    Optional.of(RelayPlace.JAVA),
                    false,
                    Downloads.Choice.AUTO);
        }
    }

    private LocalRegistry(Settings settings) {
        this.settings = settings;
        this.books = new Bookkeeping(settings.prices(), template.memory(), template.alarmMetrics(), System.err);
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

    /** Whether an administrator was made now, whose token is in the data folder. */
    public boolean isFirstStart() {
        return isFirstStart;
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
        var config = new EdgeConfig(
                settings.cloud().keys().capability(),
                "http",
                !settings.anonymous(),
                settings.relay().isPresent(),
                settings.prices().map(file -> Prices.of(file, LocalDate.now(ZoneOffset.UTC))));
        var starting = Edge.start(EdgeScripts.bundled(), config);
        var ports = settings.cloud().open();
        var registry = registry(ports);
        parts.push(tidying(registry, ports));
        parts.push(Housekeeping.start(
                UNTIL_TIDIED, BETWEEN_TIDYINGS, goOn -> books.writeStatements(registry, goOn), System.err));
        var gateway = new Gateway(template, new Handlers(registry));
        parts.push(gateway);
        isFirstStart = !settings.anonymous() && createAdministrator(registry);
        var origins = new EnumMap<Origin, OriginServer>(Origin.class);
        settings.relay().ifPresent(place -> origins.put(Origin.RELAY, relay(place, ports)));
        var edge = starting.join();
        parts.push(edge);
        origins.put(Origin.API, new ApiOrigin(gateway));
        origins.put(Origin.BUCKET, ports.origin());
        open(EdgeStep.of(edge), origins, settings.access().and(books.log(registry.receipts(), registry.clock())));
    }

    private RelayOrigin relay(RelayPlace place, Ports ports) {
        var relay = place.start(URI.create(settings.url()), ports.near());
        parts.push(relay);
        return new RelayOrigin(relay);
    }

    private void open(EdgeStep edge, Map<Origin, OriginServer> origins, AccessLog access) {
        if (!settings.strict()) {
            settings.front().open(edge, origins, access);
            return;
        }
        var limits = new AwsLimits();
        parts.push(limits);
        settings.front().open(limits.around(edge), limits.around(origins), access);
    }

    private boolean createAdministrator(Registry registry) {
        return new FirstAdministrator(registry.owners(), registry.accessTokens())
                .createOnce(secret -> settings.cloud().folder().keepAdminToken(secret.reveal()));
    }

    private Housekeeping tidying(Registry registry, Ports ports) {
        return Housekeeping.start(
                UNTIL_TIDIED,
                BETWEEN_TIDYINGS,
                goOn -> {
                    ports.expiry().run();
                    books.charge(
                            registry,
                            Account.nobody("sweep"),
                            "sweep",
                            () -> registry.sweep().run(goOn));
                    books.chargeDaily(registry, ports.tableSize());
                },
                System.err);
    }

    private Registry registry(Ports ports) {
        var clock = Clock.systemUTC();
        var keys = settings.cloud().keys();
        var capabilities = new Capabilities(SigningKeys.parse(keys.capability()), clock, new SecureRandom());
        var tokens = new BearerTokens(SigningKeys.parse(keys.token()), clock);
        var lines = settings.cloud().folder().auditLog();
        parts.push(lines);
        var audit = new AuditLog(lines, clock);
        parts.push(books);
        var receipts = books.open(settings.cloud().folder().receipts(), ports, audit, clock);
        var copies = new LocalCopies(ports.longestCopy(), template.memory(), System.err);
        parts.push(copies);
        var registry = new Registry(
                ports.table(),
                ports.bucket(),
                ports.uploads(),
                capabilities,
                settings.anonymous() ? Access.FOR_ALL : new TokenAccess(tokens, ports.table(), audit, clock),
                tokens,
                audit,
                settings.issuers(),
                downloads(ports, capabilities, receipts, clock),
                copies,
                ports.patience(),
                receipts,
                clock);
        copies.by(new CopyUploadHandler(registry));
        return registry;
    }

    private Downloads downloads(Ports ports, Capabilities capabilities, Receipts receipts, InstantSource clock) {
        return new Downloads(
                settings.downloads(),
                blob -> capabilities.downloadUrl(blob.digest(), blob.object()),
                ports.direct().orElseGet(() -> bucketServer(ports, receipts, clock)));
    }

    private Downloads.Direct bucketServer(Ports ports, Receipts receipts, InstantSource clock) {
        var server = new BucketServer(ports.origin(), books.passing(receipts, clock)::direct, clock);
        parts.push(server);
        return (blob, transfer, viewer) -> server.url(blob.key(), transfer, Duration.ofMinutes(5));
    }
}
