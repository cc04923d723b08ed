package dev.slipway.local.manage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway token revoke}. */
@Command(name = "revoke", description = "Ends a token. What it was exchanged for pulls for up to 15 minutes more.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RevokeToken extends ManagementCommand {

    @Parameters(paramLabel = "ID", description = "The token's id, as token list shows it.")
    private String id;

    @Override
    void run(RegistryClient client, Output output) {
        client.delete(TokenCommand.PATH + "/" + RegistryClient.encode(id));
        output.say("token " + id + " is revoked");
    }
}
