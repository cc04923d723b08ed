package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway owner member remove}. */
@Command(name = "remove", description = "Takes a user's role with an owner away.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RemoveMember extends ManagementCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The owner.")
    private OwnerName name;

    @Parameters(index = "1", paramLabel = "USER")
    private OwnerName user;

    @Override
    void run(RegistryClient client, Output output) {
        client.delete(MemberCommand.path(name, user));
        output.say(user + " is no member of " + name + " any more");
    }
}
