package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway package list}. */
@Command(name = "list", description = "Lists those packages of an owner that you may pull.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ListPackages extends ManagementCommand {

    @Parameters(paramLabel = "OWNER")
    private OwnerName owner;

    @Override
    void run(RegistryClient client, Output output) {
        var packages = client.list(PackageCommand.PATH + "?owner=" + RegistryClient.encode(owner.value()), "packages");
        if (!output.printed(packages)) {
            output.table(
                    List.of("NAME", "VISIBILITY", "CREATED"),
                    packages.objects("packages").stream().map(ListPackages::row).toList());
        }
    }

    private static List<String> row(Json found) {
        return List.of(found.text("name"), found.text("visibility"), Output.time(found.text("created")));
    }
}
