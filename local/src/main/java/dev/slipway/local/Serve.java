package dev.slipway.local;

import dev.slipway.local.cost.PriceOptions;
import dev.slipway.local.front.AccessLog;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.PriceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipway serve}: a registry on this machine, until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs a registry on this machine.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class Serve implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "5000", description = "0 takes a free one.")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on.")
    private String host;

    @Mixin
    private StoreOptions options;

    @Option(names = "--memory", description = "Keep nothing: forget everything at the end.")
    private boolean memory;

    @Option(names = "--create", description = "With --store aws, create the table and the bucket where there are none.")
    private boolean create;

    @Option(names = "--anonymous", description = "Let anyone push, pull and delete without signing in.")
    private boolean anonymous;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Whose ID tokens trust policies may name; may be repeated. Otherwise ${DEFAULT-VALUE}.",
            defaultValue = "https://token.actions.githubusercontent.com,https://gitlab.com",
            split = ",")
    private Set<String> issuers;

    @Option(
            names = "--relay",
            showDefaultValue = Visibility.NEVER,
            description =
                    "What large uploads in one PATCH go through: ${COMPLETION-CANDIDATES}; java unless told. web is what runs"
                            + " on AWS, and needs Node.js 24.")
    private Optional<RelayPlace> relay = Optional.empty();

    @Option(
            names = "--strict-aws",
            description =
                    "Accept just what a deployment on AWS accepts: with its limits, its timeouts and its relay, which needs"
                            + " Node.js 24.")
    private boolean strict;

    @Option(
            names = "--no-relay",
            description = "With --strict-aws, be a deployment in a region that has no Web Functions.")
    private boolean withoutRelay;

    @Option(
            names = "--downloads",
            paramLabel = "WHERE",
            defaultValue = "${env:SLIPWAY_DOWNLOADS:-auto}",
            description =
                    "Where clients get blobs: edge is this address, s3 the bucket itself by presigned URLs (the embedded one listens"
                            + " on the loopback interface), auto the bucket for those in networks that are sent there.")
    private Downloads.Choice downloads;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "What receipts are priced at; list prices of us-east-1 unless told.")
    private Optional<Path> prices = Optional.empty();

    @Option(
            names = "--no-costs",
            description =
                    "Count nothing: no receipts, no ledger, no budgets. The benchmark does so, to measure what counting costs.")
    private boolean withoutCosts;

    @Option(names = "--access-log", description = "Print a line for each request.")
    private boolean accessLog;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("java.util.logging.config.class", Silence.class.getName());
        if (memory && options.namesFolder()) {
            throw new ParameterException(spec.commandLine(), "--data=DIR, --memory are mutually exclusive");
        }
        var place = relay();
        var address = new Address(host, port);
        var front = address.take();
        var stopped = new CountDownLatch(1);
        try {
            var url = address.url(front.port());
            var access = accessLog ? AccessLog.to(System.out) : AccessLog.NONE;
            var cloud = cloud();
            var registry = LocalRegistry.start(new LocalRegistry.Settings(
                    front, url, cloud, prices(), anonymous, issuers, access, place, strict, downloads));
            Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "stop"));
            warn(address);
            spec.commandLine().getOut().println("Slipway is ready at " + url);
            if (registry.isFirstStart()) {
                spec.commandLine().getOut().println(welcome(url, cloud.folder().adminToken()));
            }
        } catch (CommandFailure e) {
            front.close();
            throw e;
        }
        stopped.await();
        return 0;
    }

    private Optional<RelayPlace> relay() {
        if (withoutRelay && !strict) {
            throw new ParameterException(spec.commandLine(), "--no-relay goes with --strict-aws");
        }
        if (strict && relay.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--strict-aws has the relay of AWS, not --relay");
        }
        if (strict) {
            return withoutRelay ? Optional.empty() : Optional.of(RelayPlace.WEB);
        }
        return relay.or(() -> Optional.of(RelayPlace.JAVA));
    }

    private Optional<PriceFile> prices() {
        if (withoutCosts && prices.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--no-costs, --prices=FILE are mutually exclusive");
        }
        return withoutCosts
                ? Optional.empty()
                : Optional.of(prices.map(PriceOptions::read).orElseGet(() -> PriceFile.bundled("us-east-1")));
    }

    private Cloud cloud() {
        if (options.store() == StoreOptions.Store.EMBEDDED && create) {
            throw new CommandFailure("--create goes with --store aws");
        }
        return options.store() == StoreOptions.Store.AWS ? new AwsCloud(folder(), System.getenv(), create) : folder();
    }

    private Cloud folder() {
        return memory ? Temporary.create() : EmbeddedCloud.in(options.folder());
    }

    private void warn(Address address) {
        var err = spec.commandLine().getErr();
        if (anonymous) {
            var who = address.isLoopback() ? "anyone on this machine" : "anyone who reaches " + host;
            err.println("slipway: --anonymous is for development: " + who + " can push, pull and delete");
        }
    }

    /** Said once: the token is not shown, so that it stays out of logs and of what the terminal remembers. */
    private static String welcome(String url, Path token) {
        return """
                An administrator was made: the user admin, who owns admin/... Sign in with
                  docker login %s -u admin --password-stdin < %s""".formatted(url.substring("http://".length()), token);
    }
}
