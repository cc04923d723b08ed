package dev.slipway.local.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is paid in a month, thing by thing. */
record Bill(List<EstimateLine> lines) {

    static final List<String> COLUMNS = List.of("SERVICE", "UNIT", "AMOUNT", "COST", "ARITHMETIC");

    Bill {
        lines = List.copyOf(lines);
    }

    /** In US dollars, exactly. */
    BigDecimal total() {
        return lines.stream().map(EstimateLine::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A row for each line, and one with the total. */
    List<List<String>> rows(String name) {
        var rows = new ArrayList<List<String>>();
        lines.forEach(line -> rows.add(
                List.of(line.service(), line.unit(), line.shown(), Money.rounded(line.cost()), line.arithmetic())));
        rows.add(List.of(name, "", "", Money.rounded(total()), ""));
        return rows;
    }

    List<Map<String, Object>> json() {
        return lines.stream().map(EstimateLine::json).toList();
    }
}
