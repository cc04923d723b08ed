package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.cost.Charge;
import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.Unit;
import java.io.IOException;
import java.math.BigDecimal;

/** Charges in JSON, with dollars to their last digit. */
final class ChargeJson {

    private ChargeJson() {}

    static void write(JsonGenerator json, Charge charge) throws IOException {
        json.writeStringField("owner", charge.account().owner());
        json.writeStringField("package", charge.account().repository());
        json.writeStringField("token", charge.account().credential());
        json.writeStringField("action", charge.account().action());
        write(json, charge.unit(), charge.amount(), charge.list(), charge.cost());
    }

    static void write(JsonGenerator json, HourlyCharge charge) throws IOException {
        json.writeStringField("hour", charge.hour().toString());
        write(json, charge.unit(), charge.amount(), charge.list(), charge.cost());
    }

    private static void write(JsonGenerator json, Unit unit, long amount, BigDecimal list, BigDecimal cost)
            throws IOException {
        json.writeStringField("unit", unit.toString());
        json.writeNumberField("amount", amount);
        json.writeStringField("list", exact(list));
        json.writeStringField("cost", exact(cost));
    }

    private static String exact(BigDecimal dollars) {
        return dollars.signum() == 0 ? "0" : dollars.stripTrailingZeros().toPlainString();
    }
}
