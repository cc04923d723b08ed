package dev.slipway.local.manage;

import dev.slipway.registry.owner.OwnerName;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slipway costs forecast}: what this month will have cost in the end. */
@Command(name = "forecast", description = "Says what this month will have cost in the end, and how that is reckoned.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ForecastCosts extends ManagementCommand {

    @Option(names = "--owner", paramLabel = "OWNER", description = "Whose; needed by all but administrators.")
    private Optional<OwnerName> owner = Optional.empty();

    @Override
    void run(RegistryClient client, Output output) {
        var forecast = client.get(RegistryClient.costs("forecast", owner, Optional.empty()));
        if (output.printed(forecast)) {
            return;
        }
        output.say(head(forecast));
        if (forecast.findText("expected").isPresent()) {
            output.say("");
            output.table(
                    List.of("SERVICE", "SO FAR", "EXPECTED"),
                    forecast.objects("services").stream()
                            .map(row -> List.of(row.text("key"), row.text("soFar"), row.text("expected")))
                            .toList());
            output.say("");
        }
        forecast.texts("reckoned").forEach(output::say);
    }

    private static String head(Json forecast) {
        var soFar = "$" + forecast.text("soFar") + " so far";
        return forecast.text("month") + ": "
                + forecast.findText("expected")
                        .map(expected -> "$" + expected + " expected" + range(forecast) + "; " + soFar)
                        .orElse(soFar);
    }

    private static String range(Json forecast) {
        return forecast.findText("low")
                .map(low -> ", $" + low + " at the low and $" + forecast.text("high") + " at the high")
                .orElse("");
    }
}
