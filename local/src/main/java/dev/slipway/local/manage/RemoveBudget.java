package dev.slipway.local.manage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slipway budget remove}. */
@Command(name = "remove", description = "Ends a budget, and what it refuses. For administrators.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RemoveBudget extends ManagementCommand {

    @Mixin
    private BudgetOptions options;

    @Override
    void run(RegistryClient client, Output output) {
        client.delete(options.path());
        output.say("the budget of " + options.subject() + " is removed");
    }
}
