package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slipway token create}: what it prints is the token alone, for a pipe. */
@Command(
        name = "create",
        description =
                "Makes a personal access token and prints it: this once. What is said besides goes to standard error.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class CreateToken extends ManagementCommand {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "What the token is called, such as what it is for.")
    private String name;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            required = true,
            description = "What it is for: ${COMPLETION-CANDIDATES}. May be repeated.")
    private List<TokenScope> scopes;

    @Option(
            names = "--package",
            paramLabel = "OWNER/NAME",
            description = "What it is limited to: a package, or OWNER/* for all of an owner's. May be repeated.")
    private List<PackagePattern> packages = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            converter = Expiry.Converter.class,
            description =
                    "So long from now, such as 90d, 12h, 15m or 30s, or at midnight (UTC) as a day begins, such as"
                            + " 2027-01-31. Otherwise it does not expire.")
    private Optional<Expiry> expires = Optional.empty();

    @Option(names = "--user", paramLabel = "USER", description = "Whose token it is, if not yours; for administrators.")
    private Optional<OwnerName> user = Optional.empty();

    private final Surroundings surroundings;

    CreateToken(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    void run(RegistryClient client, Output output) {
        var token = client.send("POST", TokenCommand.PATH, wish());
        output.remark("token %s (%s) of %s: %s; expires: %s; it is not shown again"
                .formatted(
                        token.text("id"),
                        token.text("name"),
                        token.text("user"),
                        String.join(", ", token.texts("scopes")),
                        Output.time(token.findText("expires"))));
        if (!output.printed(token)) {
            output.say(token.text("token"));
        }
    }

    private Json wish() {
        var wish = Json.of("name", name)
                .with("scopes", scopes.stream().map(TokenScope::toString).toList())
                .with("packages", packages.stream().map(PackagePattern::value).toList());
        if (expires.isPresent()) {
            wish = wish.with(
                    "expiresAt",
                    expires.get().from(surroundings.clock().instant()).toString());
        }
        return user.isPresent() ? wish.with("user", user.get().value()) : wish;
    }
}
