package dev.slipway.local.manage;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code slipway owner list}. */
@Command(name = "list", description = "Lists the owners that you are a member of; all of them for administrators.")
final class ListOwners extends ManagementCommand {

    @Override
    void run(RegistryClient client, Output output) {
        var owners = client.list(OwnerCommand.PATH, "owners");
        if (!output.printed(owners)) {
            output.table(
                    List.of("NAME", "KIND", "YOUR ROLE", "CREATED"),
                    owners.objects("owners").stream().map(ListOwners::row).toList());
        }
    }

    private static List<String> row(Json owner) {
        return List.of(owner.text("name"), owner.text("kind"), owner.text("role"), Output.time(owner.text("created")));
    }
}
