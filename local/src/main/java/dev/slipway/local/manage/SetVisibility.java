package dev.slipway.local.manage;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Visibility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway package visibility}. */
@Command(name = "visibility", description = "Says who may pull a package besides the members of its owner.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class SetVisibility extends ManagementCommand {

    @Parameters(index = "0", paramLabel = "OWNER/NAME")
    private RepositoryName name;

    @Parameters(
            index = "1",
            paramLabel = "VISIBILITY",
            description = "One of ${COMPLETION-CANDIDATES}: nobody, whoever is signed in, or anyone.")
    private Visibility visibility;

    @Override
    void run(RegistryClient client, Output output) {
        var changed = client.send("PATCH", PackageCommand.path(name), Json.of("visibility", visibility.toString()));
        if (!output.printed(changed)) {
            output.say(changed.text("name") + " is " + changed.text("visibility"));
        }
    }
}
