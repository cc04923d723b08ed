package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipway owner networks}. */
@Command(
        name = "networks",
        description =
                "Shows or, for administrators, sets whose clients get an owner's blobs straight from the bucket, as those in its"
                        + " region do.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class NetworksCommand extends ManagementCommand {

    private static final String NETWORKS = "networks";

    @Parameters(index = "0", paramLabel = "NAME", description = "The owner.")
    private OwnerName name;

    @Parameters(
            index = "1..*",
            paramLabel = "CIDR",
            description = "All of them, such as 192.0.2.0/24 or 2001:db8::/32, in the place of those before.")
    private List<String> networks = List.of();

    @Option(names = "--none", description = "Take all away.")
    private boolean none;

    @Spec
    private CommandSpec spec;

    @Override
    void run(RegistryClient client, Output output) {
        if (none && !networks.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--none, CIDR are mutually exclusive");
        }
        var isQuestion = networks.isEmpty() && !none;
        var told = isQuestion
                ? Json.of(NETWORKS, client.get(OwnerCommand.path(name)).findTexts(NETWORKS))
                : client.send("PUT", OwnerCommand.path(name) + "/networks", Json.of(NETWORKS, networks));
        if (!output.printed(told)) {
            output.say("sent to the bucket for what " + name + " has: " + Output.list(told.texts(NETWORKS), "none"));
        }
    }
}
