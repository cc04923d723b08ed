package dev.slipway.local.manage;

import dev.slipway.registry.cost.Grouping;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway costs}: what a registry's requests have cost. */
@Command(
        name = "costs",
        description = "Shows what requests have cost in a month: an owner's, or for administrators everyone's.",
        showDefaultValues = true,
        subcommands = {
            ExplainCosts.class,
            ForecastCosts.class,
            SaveStatement.class,
            ExportCosts.class,
            ReconcileCosts.class
        })
@SuppressWarnings("NullAway.Init") // set by picocli
final class CostsCommand extends ManagementCommand {

    private static final String NOBODY = "(nobody)";

    @Mixin
    private CostOptions options;

    @Option(names = "--by", defaultValue = "owner", description = "What a row is about: ${COMPLETION-CANDIDATES}.")
    private Grouping by;

    @Option(names = "--csv", description = "Print comma-separated values, with the names of the columns first.")
    private boolean csv;

    @Override
    void run(RegistryClient client, Output output) {
        var costs = client.get(path());
        var rows = costs.objects("rows");
        if (csv) {
            output.lines(Stream.concat(
                            Stream.of(List.of(by.toString(), "requests", "cost")),
                            rows.stream().map(CostsCommand::row))
                    .map(CostsCommand::comma)
                    .toList());
        } else if (!output.printed(costs)) {
            output.table(
                    List.of(by.name(), "REQUESTS", "US DOLLARS"),
                    rows.stream().map(CostsCommand::named).toList());
            output.say("");
            output.say("together $" + costs.text("total") + " in " + costs.text("month") + ", at list prices of "
                    + costs.text("region") + " less what is free in a month");
            var saved = new BigDecimal(costs.text("saved"));
            if (saved.signum() != 0) {
                output.say((saved.signum() < 0 ? "saved: -$" : "saved: $")
                        + saved.abs().toPlainString()
                        + " by downloads straight from S3, beside what CloudFront would have taken for their bytes");
            }
        }
    }

    private String path() {
        return RegistryClient.API + "costs?by=" + by
                + options.owner()
                        .map(name -> "&owner=" + RegistryClient.encode(name.value()))
                        .orElse("")
                + options.month()
                        .map(text -> "&month=" + RegistryClient.encode(text))
                        .orElse("");
    }

    private static List<String> row(Json row) {
        return List.of(row.text("key"), String.valueOf(row.number("requests")), row.text("cost"));
    }

    private static List<String> named(Json row) {
        var key = row.text("key");
        return List.of(key.isEmpty() ? NOBODY : key, String.valueOf(row.number("requests")), row.text("cost"));
    }

    /** As RFC 4180 has it. */
    private static String comma(List<String> values) {
        return values.stream()
                .map(value -> value.matches("[^,\"\r\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }
}
