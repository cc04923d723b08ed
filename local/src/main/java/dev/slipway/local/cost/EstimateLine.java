package dev.slipway.local.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is paid in a month for so much of one thing.
 *
 * @param service by the name that it has on a bill
 * @param unit by its name in a price file
 * @param shown the amount as people read it
 * @param cost in US dollars, exactly
 * @param arithmetic how the amount and the cost come about
 */
record EstimateLine(String service, String unit, long amount, String shown, BigDecimal cost, String arithmetic) {

    Map<String, Object> json() {
        var members = new LinkedHashMap<String, Object>();
        members.put("service", service);
        members.put("unit", unit);
        members.put("amount", amount);
        members.put("cost", Money.plain(cost));
        members.put("arithmetic", arithmetic);
        return members;
    }
}
