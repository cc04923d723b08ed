package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.cost.focus.FocusContext;
import dev.slipway.local.cost.focus.FocusExport;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.owner.OwnerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        var first = client.get(path(billed.atDay(1)));
        var context = new FocusContext(account, "", first.text("region"), stack, billed);
        try {
            FocusExport.write(charges(client, billed, today), context, file);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be written: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        output.say(file + " has the costs of " + billed);
    }

    private Stream<Charge> charges(RegistryClient client, YearMonth billed, LocalDate today) {
        return IntStream.rangeClosed(1, billed.lengthOfMonth())
                .mapToObj(billed::atDay)
                .filter(day -> !day.isAfter(today))
                .flatMap(
                        day -> client.get(path(day)).objects("charges").stream().map(json -> charge(day, json)));
    }

    private String path(LocalDate day) {
        return RegistryClient.API + "costs/charges?day=" + day
                + owner.map(name -> "&owner=" + RegistryClient.encode(name.value()))
                        .orElse("");
    }

    private static Charge charge(LocalDate day, Json json) {
        var unit = Unit.find(json.text("unit"))
                .orElseThrow(() -> new CommandFailure("this version knows no unit " + json.text("unit")));
        return new Charge(
                day,
                new Account(json.text("owner"), json.text("package"), json.text("token"), json.text("action")),
                unit,
                json.number("amount"),
                new BigDecimal(json.text("list")),
                new BigDecimal(json.text("cost")));
    }
}
