package dev.slipway.local.manage;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.OwnerName;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code slipway budget}. */
@Command(
        name = "budget",
        description = "Says what owners and packages may cost in a month.",
        mixinStandardHelpOptions = true,
        subcommands = {ShowBudget.class, SetBudget.class, RemoveBudget.class})
final class BudgetCommand {

    static String path(OwnerName owner) {
        return OwnerCommand.path(owner) + "/budget";
    }

    static String path(OwnerName owner, Optional<RepositoryName> repository) {
        return path(owner)
                + repository
                        .map(name -> "?package=" + RegistryClient.encode(name.value()))
                        .orElse("");
    }

    /** What a budget is for, for people. */
    static String subject(OwnerName owner, Optional<RepositoryName> repository) {
        return repository.map(RepositoryName::value).orElse(owner.value());
    }
}
