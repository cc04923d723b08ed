package dev.slipway.local.cost;

import dev.slipway.local.manage.Columns;
import dev.slipway.local.manage.Json;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.cost.PriceLine;
import dev.slipway.registry.cost.Prices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipway prices show}: the prices of today. */
@Command(name = "show", description = "Lists the prices of today.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class ShowPrices implements Runnable {

    private final Surroundings surroundings;

    @Mixin
    private PriceOptions options;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ShowPrices(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var file = options.prices(surroundings);
        var prices = Prices.of(file, PriceOptions.today(surroundings));
        var lines = file.lines().stream()
                .map(PriceLine::unit)
                .distinct()
                .flatMap(unit -> prices.lines(unit).stream())
                .toList();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(json(prices, lines));
            return;
        }
        var names = List.of("UNIT", "ABOVE", "PRICE", "FREE A MONTH", "SINCE", "SOURCE");
        Columns.lines(names, lines.stream().map(line -> row(prices, line)).toList())
                .forEach(out::println);
    }

    private static List<String> row(Prices prices, PriceLine line) {
        var free = line.above() == 0 ? prices.free(line.unit()) : 0;
        return List.of(
                line.unit(),
                line.above() == 0 ? "" : Count.of(line.above(), line.per()),
                Money.exact(line.usd()) + Count.per(line.per()),
                free == 0 ? "" : Count.of(free, line.per()),
                Objects.toString(line.since()),
                line.source());
    }

    private static Json json(Prices prices, List<PriceLine> lines) {
        var members = new LinkedHashMap<String, Object>();
        members.put("currency", "USD");
        members.put("region", prices.region());
        members.put("lines", lines.stream().map(line -> json(prices, line)).toList());
        return new Json(members);
    }

    private static Map<String, Object> json(Prices prices, PriceLine line) {
        var members = new LinkedHashMap<String, Object>();
        members.put("unit", line.unit());
        members.put("above", line.above());
        members.put("usd", line.usd().toPlainString());
        members.put("per", line.per());
        members.put("free", prices.free(line.unit()));
        members.put("since", line.since().toString());
        members.put("source", line.source());
        return members;
    }
}
