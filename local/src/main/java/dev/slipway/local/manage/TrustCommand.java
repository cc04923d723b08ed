package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import picocli.CommandLine.Command;

/** {@code slipway trust}. */
@Command(
        name = "trust",
        description = "Says which CI jobs may sign in with an ID token, and what for.",
        mixinStandardHelpOptions = true,
        subcommands = {ListTrustPolicies.class, SetTrustPolicy.class, RemoveTrustPolicy.class})
final class TrustCommand {

    static String path(OwnerName owner) {
        return OwnerCommand.path(owner) + "/trust-policies";
    }

    static String path(OwnerName owner, String policy) {
        return path(owner) + "/" + RegistryClient.encode(policy);
    }
}
