package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.TokenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway trust set}. */
@Command(name = "set", description = "Adds a trust policy to an owner, or replaces it and ends what it granted.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class SetTrustPolicy extends ManagementCommand {

    @Parameters(index = "0", paramLabel = "OWNER")
    private OwnerName owner;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "What the policy is called: lower-case letters, digits and -.")
    private String name;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            required = true,
            description = "Who issues the ID tokens, such as https://token.actions.githubusercontent.com.")
    private String issuer;

    @Option(
            names = "--audience",
            paramLabel = "AUDIENCE",
            required = true,
            description = "Whom they must be meant for, such as this registry's URL.")
    private String audience;

    @Option(
            names = "--claim",
            paramLabel = "NAME=PATTERN",
            required = true,
            description = "What they must say; * in it stands for anything. May be repeated: all must hold.")
    private Map<String, String> claims;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            required = true,
            description = "What the jobs may do: ${COMPLETION-CANDIDATES}, but not admin. May be repeated.")
    private List<TokenScope> scopes;

    @Option(
            names = "--package",
            paramLabel = "OWNER/NAME",
            description =
                    "What they are limited to: a package, or OWNER/*. May be repeated; otherwise all of the owner's.")
    private List<PackagePattern> packages = new ArrayList<>();

    @Override
    void run(RegistryClient client, Output output) {
        var policy = client.send(
                "PUT",
                TrustCommand.path(owner, name),
                Json.of("issuer", issuer)
                        .with("audience", audience)
                        .with("claims", claims)
                        .with(
                                "scopes",
                                scopes.stream().map(TokenScope::toString).toList())
                        .with(
                                "packages",
                                packages.stream().map(PackagePattern::value).toList()));
        if (!output.printed(policy)) {
            output.say("the trust policy " + policy.text("name") + " of " + owner + " is set");
        }
    }
}
