package dev.slipway.local.cost;

import dev.slipway.local.manage.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slipway costs}. */
@Command(name = "costs", description = "Says what a registry costs.", mixinStandardHelpOptions = true)
public final class CostsCommand {

    private CostsCommand() {}

    /** It and all its commands. */
    public static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new CostsCommand()).addSubcommand(new EstimateCommand(surroundings));
    }
}
