package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
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
}
