package dev.slipway.local.manage;

import dev.slipway.registry.owner.Budget;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway budget set}. */
@Command(
        name = "set",
        description = "Says what an owner, or one of its packages, may spend in a month. For administrators.",
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class SetBudget extends ManagementCommand {

    @Mixin
    private BudgetOptions options;

    @Option(
            names = "--limit",
            paramLabel = "DOLLARS",
            required = true,
            description = "US dollars a month, such as 25.00.")
    private String limit;

    @Option(
            names = "--warn",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = "50,80,100",
            description = "At which shares of the limit to warn, each once a month.")
    private List<Integer> shares;

    @Option(
            names = "--refuse",
            paramLabel = "WHAT",
            defaultValue = "nothing",
            description = "What is refused once all is spent: ${COMPLETION-CANDIDATES}; all is pushes and pulls.")
    private Budget.Refused refused;

    @Override
    void run(RegistryClient client, Output output) {
        var budget = client.send(
                "PUT",
                options.path(),
                Json.of("limit", limit).with("warn", shares).with("refuse", refused.toString()));
        if (!output.printed(budget)) {
            output.say(options.subject() + " may spend $" + budget.text("limit") + " a month; refused beyond that: "
                    + budget.text("refuse"));
        }
    }
}
