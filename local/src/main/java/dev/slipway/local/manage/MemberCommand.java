package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import picocli.CommandLine.Command;

/** {@code slipway owner member}. */
@Command(
        name = "member",
        description = "Says who is a member of an owner, and as what.",
        mixinStandardHelpOptions = true,
        subcommands = {SetMember.class, RemoveMember.class})
final class MemberCommand {

    static String path(OwnerName owner, OwnerName user) {
        return OwnerCommand.path(owner) + "/members/" + RegistryClient.encode(user.value());
    }
}
