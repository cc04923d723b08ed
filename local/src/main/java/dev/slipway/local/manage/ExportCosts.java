package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.cost.focus.FocusContext;
import dev.slipway.local.cost.focus.FocusExport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway costs export}: a month's costs in the format that tools for cloud costs read. */
@Command(
        name = "export",
        description = "Writes a month's costs as the FinOps Foundation's FOCUS 1.2, as .csv or as .parquet.",
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class ExportCosts extends ManagementCommand {

    @Option(names = "--focus", paramLabel = "FILE", required = true, description = "The file, made or replaced.")
    private Path file;

    @Mixin
    private CostOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "local",
            description = "The account of AWS that the registry runs in.")
    private String account;

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "slipway", description = "The registry's stack.")
    private String stack;

    @Override
    void run(RegistryClient client, Output output) {
        var billed = options.month(YearMonth.now(Clock.systemUTC()));
        var listed = ChargeLists.byAccount(client, options.owner(), billed);
        var context = new FocusContext(account, "", listed.region(), stack, billed);
        try {
            FocusExport.write(listed.charges(), context, file);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be written: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        output.say(file + " has the costs of " + billed);
    }
}
