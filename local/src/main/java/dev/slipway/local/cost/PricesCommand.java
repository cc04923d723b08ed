package dev.slipway.local.cost;

import dev.slipway.local.manage.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slipway prices}. */
@Command(
        name = "prices",
        description = "Shows AWS's prices, and brings them up to date.",
        mixinStandardHelpOptions = true)
public final class PricesCommand {

    private PricesCommand() {}

    /** It and all its commands. */
    public static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new PricesCommand())
                .addSubcommand(new ShowPrices(surroundings))
                .addSubcommand(new UpdatePrices(surroundings));
    }
}
