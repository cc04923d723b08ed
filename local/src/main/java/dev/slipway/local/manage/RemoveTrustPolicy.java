package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway trust remove}. */
@Command(name = "remove", description = "Removes a trust policy from an owner and ends what it granted.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RemoveTrustPolicy extends ManagementCommand {

    @Parameters(index = "0", paramLabel = "OWNER")
    private OwnerName owner;

    @Parameters(index = "1", paramLabel = "NAME")
    private String name;

    @Override
    void run(RegistryClient client, Output output) {
        client.delete(TrustCommand.path(owner, name));
        output.say("the trust policy " + name + " of " + owner + " is removed");
    }
}
