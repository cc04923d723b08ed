package dev.slipway.local.manage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slipway costs explain}: what moved against the month before, by how much, and why. */
@Command(
        name = "explain",
        description = "Says why a month costs more or less than the one before: by price, volume or size.",
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class ExplainCosts extends ManagementCommand {

    private static final int MOST_WORKS = 10;
    private static final List<String> PARTS = List.of("BEFORE", "NOW", "CHANGE", "PRICE", "VOLUME", "SIZE");

    @Mixin
    private CostOptions options;

    @Override
    void run(RegistryClient client, Output output) {
        var explanation = client.get(RegistryClient.costs("explanation", options.owner(), options.month()));
        if (output.printed(explanation)) {
            return;
        }
        var total = explanation.object("total");
        output.say(head(explanation, total));
        output.facts(causes(total));
        output.table(names("SERVICE"), rows(explanation.objects("services"), row -> row.text("key")));
        output.say("");
        var works = explanation.objects("works");
        output.table(
                names("ACTION AND PACKAGE"),
                rows(works.stream().limit(MOST_WORKS).toList(), ExplainCosts::name));
        works.stream()
                .findFirst()
                .filter(work -> !work.text("change").equals("0"))
                .ifPresent(work -> {
                    output.say("");
                    output.say("moved most: " + name(work) + ", " + signed(work.text("change")) + " dollars, by "
                            + work.text("most"));
                });
    }

    private static String head(Json explanation, Json total) {
        return explanation.text("month") + (explanation.flag("complete") ? " against " : " so far against as much of ")
                + explanation.text("against") + ": $" + total.text("now") + " in place of $" + total.text("before")
                + ", "
                + signed(total.text("change"));
    }

    private static List<List<String>> causes(Json total) {
        return List.of(
                List.of(
                        "by price",
                        signed(total.text("price")),
                        "what one of each unit costs; of it " + signed(total.text("tiers"))
                                + " by what is free in a month and cheaper beyond some amount"),
                List.of(
                        "by volume",
                        signed(total.text("volume")),
                        total.number("requests") + " requests in place of " + total.number("requestsBefore")),
                List.of("by size", signed(total.text("size")), "how much a request uses"));
    }

    private static List<String> names(String first) {
        var names = new ArrayList<>(List.of(first));
        names.addAll(PARTS);
        return names;
    }

    private static List<List<String>> rows(List<Json> rows, Function<Json, String> name) {
        return rows.stream()
                .map(row -> Stream.concat(
                                Stream.of(name.apply(row), row.text("before"), row.text("now")),
                                Stream.of("change", "price", "volume", "size").map(part -> signed(row.text(part))))
                        .toList())
                .toList();
    }

    private static String name(Json work) {
        var name = work.text("package");
        return name.isEmpty() ? work.text("action") : work.text("action") + " of " + name;
    }

    private static String signed(String dollars) {
        return dollars.equals("0") || dollars.startsWith("-") ? dollars : "+" + dollars;
    }
}
