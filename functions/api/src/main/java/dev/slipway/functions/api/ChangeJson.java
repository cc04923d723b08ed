package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.cost.Causes;
import dev.slipway.registry.cost.Change;
import dev.slipway.registry.cost.Explanation;
import dev.slipway.registry.cost.Rounding;
import java.io.IOException;
import java.math.BigDecimal;

/** A change of costs as the management API has it: to twelve decimals, of which the causes add up to the change. */
final class ChangeJson {

    private static final int DECIMALS = 12;

    private ChangeJson() {}

    static void writeRow(JsonGenerator json, Change change) throws IOException {
        json.writeStringField("key", change.key());
        write(json, change);
    }

    static void writeWork(JsonGenerator json, Explanation.Work work) throws IOException {
        json.writeStringField("package", work.account().repository());
        json.writeStringField("action", work.account().action());
        write(json, work.change());
    }

    static void write(JsonGenerator json, Change change) throws IOException {
        var before = Rounding.round(change.before(), DECIMALS);
        var now = Rounding.round(change.now(), DECIMALS);
        var difference = now.subtract(before);
        var causes = change.causes().rounded(difference, DECIMALS);
        json.writeNumberField("requestsBefore", change.requestsBefore());
        json.writeNumberField("requests", change.requests());
        json.writeStringField("before", plain(before));
        json.writeStringField("now", plain(now));
        json.writeStringField("change", plain(difference));
        json.writeStringField("price", plain(causes.get(0)));
        json.writeStringField("volume", plain(causes.get(1)));
        json.writeStringField("size", plain(causes.get(2)));
        json.writeStringField("tiers", plain(tiers(change.causes(), causes.get(0))));
        json.writeStringField("most", change.causes().most().toString());
    }

    /** Where AWS's prices have not changed, it is all of the price as that was rounded. */
    private static BigDecimal tiers(Causes exact, BigDecimal price) {
        return exact.tiers().compareTo(exact.price()) == 0 ? price : Rounding.round(exact.tiers(), DECIMALS);
    }

    private static String plain(BigDecimal dollars) {
        return dollars.signum() == 0 ? "0" : dollars.stripTrailingZeros().toPlainString();
    }
}
