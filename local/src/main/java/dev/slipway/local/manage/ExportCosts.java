package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.cost.focus.FocusContext;
import dev.slipway.local.cost.focus.FocusExport;
import dev.slipway.registry.owner.OwnerName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import picocli.CommandLine.Command;
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

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "In UTC; this month unless told.")
    private Optional<YearMonth> month = Optional.empty();

    @Option(names = "--owner", paramLabel = "OWNER", description = "Whose; needed by all but administrators.")
    private Optional<OwnerName> owner = Optional.empty();

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
        var today = LocalDate.now(Clock.systemUTC());
        var billed = month.orElse(YearMonth.from(today));
        var charges = new ChargeLists(client, owner, billed, today);
        var context = new FocusContext(account, "", charges.region(), stack, billed);
        try {
            FocusExport.write(charges.byAccount(), context, file);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be written: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        output.say(file + " has the costs of " + billed);
    }
}
