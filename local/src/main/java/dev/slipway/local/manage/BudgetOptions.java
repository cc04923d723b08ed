package dev.slipway.local.manage;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.OwnerName;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which budget a command is about. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class BudgetOptions {

    @Parameters(paramLabel = "OWNER")
    private OwnerName owner;

    @Option(
            names = "--package",
            paramLabel = "OWNER/NAME",
            showDefaultValue = Visibility.NEVER,
            description = "The package that it is for; all that the owner has unless told.")
    private Optional<RepositoryName> repository = Optional.empty();

    String path() {
        return BudgetCommand.path(owner)
                + repository
                        .map(name -> "?package=" + RegistryClient.encode(name.value()))
                        .orElse("");
    }

    /** What the budget is for, for people. */
    String subject() {
        return repository.map(RepositoryName::value).orElse(owner.value());
    }
}
