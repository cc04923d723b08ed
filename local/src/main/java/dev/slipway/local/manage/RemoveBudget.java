package dev.slipway.local.manage;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.OwnerName;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway budget remove}. */
@Command(name = "remove", description = "Ends a budget, and what it refuses. For administrators.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RemoveBudget extends ManagementCommand {

    @Parameters(paramLabel = "OWNER")
    private OwnerName owner;

    @Option(
            names = "--package",
            paramLabel = "OWNER/NAME",
            description = "The package that it is for; all that the owner has unless told.")
    private Optional<RepositoryName> repository = Optional.empty();

    @Override
    void run(RegistryClient client, Output output) {
        client.delete(BudgetCommand.path(owner, repository));
        output.say("the budget of " + BudgetCommand.subject(owner, repository) + " is removed");
    }
}
