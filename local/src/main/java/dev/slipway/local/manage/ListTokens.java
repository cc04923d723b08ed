package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slipway token list}. */
@Command(name = "list", description = "Lists tokens, the oldest first; never their text.")
final class ListTokens extends ManagementCommand {

    @Option(names = "--user", paramLabel = "USER", description = "Whose, if not yours; for administrators.")
    private Optional<OwnerName> user = Optional.empty();

    @Override
    void run(RegistryClient client, Output output) {
        var query =
                user.map(name -> "?user=" + RegistryClient.encode(name.value())).orElse("");
        var tokens = client.list(TokenCommand.PATH + query, "tokens");
        if (!output.printed(tokens)) {
            output.table(
                    List.of("ID", "NAME", "SCOPES", "PACKAGES", "CREATED", "EXPIRES", "LAST USED"),
                    tokens.objects("tokens").stream().map(ListTokens::row).toList());
        }
    }

    private static List<String> row(Json token) {
        return List.of(
                token.text("id"),
                token.text("name"),
                Output.list(token.texts("scopes"), "none"),
                Output.list(token.texts("packages"), "all"),
                Output.time(token.text("created")),
                Output.time(token.findText("expires")),
                Output.time(token.findText("lastUsed")));
    }
}
