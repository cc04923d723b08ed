package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway owner member set}. */
@Command(name = "set", description = "Gives a user a role with an owner, or another one.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class SetMember extends ManagementCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The owner.")
    private OwnerName name;

    @Parameters(index = "1", paramLabel = "USER")
    private OwnerName user;

    @Parameters(
            index = "2",
            paramLabel = "ROLE",
            description = "One of ${COMPLETION-CANDIDATES}; each may what those before it may.")
    private Role role;

    @Override
    void run(RegistryClient client, Output output) {
        var member = client.send("PUT", MemberCommand.path(name, user), Json.of("role", role.toString()));
        if (!output.printed(member)) {
            output.say(member.text("user") + " has the role " + member.text("role") + " with " + name);
        }
    }
}
