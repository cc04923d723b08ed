package dev.slipway.local.manage;

import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway owner create}. */
@Command(
        name = "create",
        description = "Makes an organization, of which you become the admin; administrators make users too.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class CreateOwner extends ManagementCommand {

    @Parameters(paramLabel = "NAME", description = "What its packages' names begin with.")
    private OwnerName name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "organization",
            description = "One of ${COMPLETION-CANDIDATES}; otherwise ${DEFAULT-VALUE}.")
    private Owner.Kind kind;

    @Override
    void run(RegistryClient client, Output output) {
        var owner = client.send(
                "POST", OwnerCommand.PATH, Json.of("name", name.value()).with("kind", kind.toString()));
        if (!output.printed(owner)) {
            output.say("the " + owner.text("kind") + " " + owner.text("name") + " is made");
        }
    }
}
