package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.owner.Budget;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;

/** A budget as it is told. */
final class BudgetJson {

    private BudgetJson() {}

    /**
     * Writes the members of an object that is begun.
     *
     * @param month of which it is told what was spent
     */
    static void write(JsonGenerator json, Budget budget, YearMonth month) throws IOException {
        if (budget.repository().isPresent()) {
            json.writeStringField("package", budget.repository().get().value());
        }
        var spending = budget.in(month);
        json.writeStringField("limit", budget.limit().toPlainString());
        json.writeStringField("spent", spending.spent().toPlainString());
        numbers(json, "warn", budget.shares());
        numbers(json, "warned", spending.warned());
        json.writeStringField("refuse", budget.refused().toString());
    }

    private static void numbers(JsonGenerator json, String name, List<Integer> numbers) throws IOException {
        json.writeFieldName(name);
        var array = numbers.stream().mapToInt(Integer::intValue).toArray();
        json.writeArray(array, 0, array.length);
    }
}
