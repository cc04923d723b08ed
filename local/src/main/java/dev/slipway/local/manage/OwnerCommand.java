package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import picocli.CommandLine.Command;

/** {@code slipway owner}. */
@Command(
        name = "owner",
        description = "Makes and shows users and organizations, and manages their members and networks.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateOwner.class, ListOwners.class, ShowOwner.class, MemberCommand.class, NetworksCommand.class
        })
final class OwnerCommand {

    static final String PATH = RegistryClient.API + "owners";

    static String path(OwnerName owner) {
        return PATH + "/" + RegistryClient.encode(owner.value());
    }
}
