package dev.slipway.local.relay;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.relay.RelaySettings;
import dev.slipway.relay.front.RelayFront;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipway relay}: a registry's front beside a client, until it is told to stop. */
@Command(
        name = "relay",
        description =
                "Runs a relay beside clients that send large layers in one stream, for a registry that takes none.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class RelayCommand implements Callable<Integer> {

    private static final Duration END = Duration.ofSeconds(30);
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            required = true,
            converter = RegistryUrl.Converter.class,
            description = "The registry. A host alone has TLS.")
    private RegistryUrl registry;

    @Option(names = "--port", defaultValue = "5001", description = "0 takes a free one.")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on.")
    private String host;

    @Option(
            names = "--insecure",
            description = "Pass tokens on over http:// to another machine, where others can read them.")
    private boolean insecure;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (registry.isReadableOnTheWay() && !insecure) {
            throw new CommandFailure(registry
                    + " has no TLS: others could read tokens on their way; use https://, or --insecure if you must");
        }
        var front = start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(front), "stop"));
        spec.commandLine()
                .getOut()
                .println("The relay to " + registry + " is ready at http://"
                        + (host.contains(":") ? "[" + host + "]" : host) + ":" + front.port());
        new CountDownLatch(1).await();
        return 0;
    }

    private RelayFront start() {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandFailure("--port must be from 0 to " + LAST_PORT + ", not " + port);
        }
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CommandFailure("--host " + host + " is no address of this machine");
        }
        try {
            return RelayFront.start(RelaySettings.forRegistry(registry.resolve("")), address, END);
        } catch (IOException e) {
            throw new CommandFailure("cannot listen on " + host + ":" + port + ": " + e.getMessage());
        }
    }

    /** Says why it does not end at once, if it does not. */
    private void stop(RelayFront front) {
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(500);
                spec.commandLine()
                        .getErr()
                        .println("slipway: stops when uploads under way have ended, in " + END.toSeconds()
                                + " seconds at most");
            } catch (InterruptedException e) {
                // it has ended
            }
        });
        front.close();
        waiting.interrupt();
    }
}
