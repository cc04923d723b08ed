package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Columns;
import dev.slipway.local.manage.Json;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.cost.Prices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipway costs estimate}: what a month of some work costs, and what it costs on Amazon ECR. */
@Command(
        name = "estimate",
        description = "Reckons what a month of so many pulls and pushes costs, beside Amazon ECR.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class EstimateCommand implements Runnable {

    private final Surroundings surroundings;

    @Mixin
    private WorkOptions work;

    @Mixin
    private PriceOptions prices;

    @Option(names = "--without-free-tier", description = "Take off nothing that AWS gives each account for nothing.")
    private boolean withoutFree;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** With what surrounds the program. */
    public EstimateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var load = work.load();
        var file = prices.prices(surroundings);
        var pricing = new Pricing(Prices.of(file, PriceOptions.today(surroundings)), !withoutFree);
        try {
            var slipway = Estimate.of(load, pricing);
            var ecr = EcrEstimate.of(load, pricing);
            var out = spec.commandLine().getOut();
            (json ? List.of(json(file.region(), slipway, ecr)) : text(file.region(), slipway, ecr))
                    .forEach(out::println);
        } catch (ArithmeticException e) {
            throw new CommandFailure("that is more work than can be counted");
        }
    }

    private List<String> text(String region, Bill slipway, Bill ecr) {
        var rows = new ArrayList<>(slipway.rows("Slipway, a month"));
        rows.addAll(ecr.rows("Amazon ECR, a month"));
        var lines = new ArrayList<>(List.of("In US dollars without tax, at AWS's prices in " + region + " on "
                + PriceOptions.today(surroundings) + (withoutFree ? ", nothing free" : "")));
        lines.addAll(Columns.lines(Bill.COLUMNS, rows));
        lines.add(difference(slipway, ecr));
        return lines;
    }

    private static String difference(Bill slipway, Bill ecr) {
        var more = slipway.total().subtract(ecr.total());
        return more.signum() == 0
                ? "Slipway costs as much as Amazon ECR"
                : "Slipway costs " + Money.rounded(more.abs()) + (more.signum() < 0 ? " less" : " more")
                        + " than Amazon ECR";
    }

    private static String json(String region, Bill slipway, Bill ecr) {
        var members = new LinkedHashMap<String, Object>();
        members.put("currency", "USD");
        members.put("region", region);
        members.putAll(part(slipway));
        members.put("ecr", part(ecr));
        return new Json(members).toString();
    }

    private static Map<String, Object> part(Bill bill) {
        var members = new LinkedHashMap<String, Object>();
        members.put("total", Money.plain(bill.total()));
        members.put("lines", bill.json());
        return members;
    }
}
