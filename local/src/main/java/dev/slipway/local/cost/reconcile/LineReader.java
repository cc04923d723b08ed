package dev.slipway.local.cost.reconcile;

import dev.slipway.local.cost.BilledUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Finds a stack's lines among all of an account's, and gives them to those who add them up. */
final class LineReader implements Row.Reader {

    private static final String DOLLARS = "USD";

    /** Tags that an export may have as columns. */
    private static final Map<Field, String> COLUMNS =
            Map.of(Field.STACK_TAG, Stack.OWN_TAG, Field.CLOUDFORMATION_TAG, Stack.CLOUDFORMATION_TAG);

    private final Stack stack;
    private final StackBills bills;

    LineReader(Stack stack, StackBills bills) {
        this.stack = stack;
        this.bills = bills;
    }

    @Override
    public void read(Layout layout, Row row) throws IOException {
        var tagged = Stack.find(tags(row));
        if (tagged.isPresent() ? !tagged.get().equals(stack.name()) : !stack.names(row.text(Field.RESOURCE))) {
            return;
        }
        var currency = row.text(Field.CURRENCY);
        if (!currency.isEmpty() && !currency.equals(DOLLARS)) {
            throw new IOException("it is in " + currency + ", and the ledger in US dollars");
        }
        var kind = row.text(Field.KIND);
        var period = new Period(time(row, Field.START), time(row, Field.END));
        var month = bills.of(period.month());
        if (!layout.isUsage(kind)) {
            month.setApart(kind, number(row, Field.COST));
        } else if (tagged.isPresent()) {
            month.add(line(row, period));
        } else {
            month.addUntagged(line(row, period));
        }
    }

    private static Map<String, String> tags(Row row) throws IOException {
        var tags = new HashMap<>(row.tags());
        COLUMNS.forEach(
                (field, tag) -> tags.merge(tag, row.text(field), (map, column) -> column.isEmpty() ? map : column));
        return tags;
    }

    private static BillLine line(Row row, Period period) throws IOException {
        var usageType = row.text(Field.USAGE_TYPE);
        var operation = row.text(Field.OPERATION);
        var name = row.text(Field.SERVICE_NAME);
        var code = row.text(Field.SERVICE);
        var service = Use.service(code, name);
        var unit = service.flatMap(known -> BilledUnit.find(known, usageType, operation, row.text(Field.MEASURE)));
        var use = unit.map(found -> Use.of(found.unit()))
                .orElseGet(() -> Use.unknown(
                        service.map(Object::toString).orElse(name.isEmpty() ? code : name),
                        BilledUnit.withoutPlace(usageType)));
        var size = BigDecimal.valueOf(unit.map(BilledUnit::size).orElse(1L));
        return new BillLine(
                use,
                usageType,
                operation,
                row.text(Field.RESOURCE),
                period,
                number(row, Field.AMOUNT).multiply(size),
                number(row, Field.COST));
    }

    private static BigDecimal number(Row row, Field field) throws IOException {
        var text = row.text(field).strip();
        try {
            return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IOException("'" + text + "' is no number", e);
        }
    }

    /** ISO 8601, also with a space in it and without a zone, which is UTC. */
    private static Instant time(Row row, Field field) throws IOException {
        var text = row.text(field).strip();
        var iso = text.replace(" UTC", "Z").replace(' ', 'T');
        try {
            return Instant.parse(iso.matches(".*(?:Z|[+-]\\d\\d:\\d\\d)") ? iso : iso + "Z");
        } catch (DateTimeException e) {
            throw new IOException("'" + text + "' is no time", e);
        }
    }
}
