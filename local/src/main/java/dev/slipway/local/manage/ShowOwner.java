package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway owner show}. */
@Command(name = "show", description = "Shows an owner with its members.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ShowOwner extends ManagementCommand {

    @Parameters(paramLabel = "NAME")
    private OwnerName name;

    @Override
    void run(RegistryClient client, Output output) {
        var owner = client.get(OwnerCommand.path(name));
        if (output.printed(owner)) {
            return;
        }
        output.facts(List.of(
                List.of("name", owner.text("name")),
                List.of("kind", owner.text("kind")),
                List.of("your role", owner.text("role")),
                List.of("created", Output.time(owner.text("created")))));
        output.table(
                List.of("MEMBER", "ROLE"),
                owner.objects("members").stream()
                        .map(member -> List.of(member.text("user"), member.text("role")))
                        .toList());
    }
}
