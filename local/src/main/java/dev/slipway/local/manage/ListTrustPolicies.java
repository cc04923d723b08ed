package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway trust list}. */
@Command(name = "list", description = "Lists an owner's trust policies.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ListTrustPolicies extends ManagementCommand {

    @Parameters(paramLabel = "OWNER")
    private OwnerName owner;

    @Override
    void run(RegistryClient client, Output output) {
        var policies = client.list(TrustCommand.path(owner), "policies");
        if (!output.printed(policies)) {
            output.table(
                    List.of("NAME", "ISSUER", "AUDIENCE", "CLAIMS", "SCOPES", "PACKAGES"),
                    policies.objects("policies").stream()
                            .map(ListTrustPolicies::row)
                            .toList());
        }
    }

    private static List<String> row(Json policy) {
        var claims = policy.object("claims").members().entrySet().stream()
                .map(claim -> claim.getKey() + "=" + claim.getValue())
                .toList();
        return List.of(
                policy.text("name"),
                policy.text("issuer"),
                policy.text("audience"),
                Output.list(claims, "none"),
                Output.list(policy.texts("scopes"), "none"),
                Output.list(policy.texts("packages"), "all"));
    }
}
