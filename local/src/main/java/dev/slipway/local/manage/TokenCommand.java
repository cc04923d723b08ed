package dev.slipway.local.manage;

import picocli.CommandLine.Command;

/** {@code slipway token}. */
@Command(
        name = "token",
        description = "Makes, lists and revokes personal access tokens.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateToken.class, ListTokens.class, RevokeToken.class})
final class TokenCommand {

    static final String PATH = RegistryClient.API + "tokens";
}
