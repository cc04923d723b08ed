package dev.slipway.local.cost.reconcile;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.slipway.local.cost.focus.Rows;
import dev.slipway.registry.cost.HourlyCharge;
import dev.slipway.registry.cost.MonthPrices;
import dev.slipway.registry.cost.Prices;
import dev.slipway.registry.cost.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A bill as AWS would make it of what a ledger has: what is free first, then tier by tier, a line for each hour. */
public record AwsBill(List<AwsLine> lines) {

    static final Map<String, String> TAGS = Map.of("user_slipway_stack", "slipway", "user_team", "\"harbour\", east");

    private static final long GB = 1L << 30;
    private static final long GB_SECOND = 1_024_000;

    /** The bill of some hours. */
    public static AwsBill of(List<HourlyCharge> charges, Prices prices) {
        return of(charges, MonthPrices.of(prices));
    }

    /** The bill of some hours of a month in which prices may change. */
    static AwsBill of(List<HourlyCharge> charges, MonthPrices prices) {
        var lines = new ArrayList<AwsLine>();
        var before = new EnumMap<Unit, Long>(Unit.class);
        for (var charge : charges) {
            if (AwsLine.SKUS.containsKey(charge.unit())) {
                var from = before.getOrDefault(charge.unit(), 0L);
                before.put(charge.unit(), from + charge.amount());
                addLines(lines, charge, from, prices.on(LocalDate.ofInstant(charge.hour(), ZoneOffset.UTC)));
            }
        }
        return new AwsBill(lines);
    }

    private static void addLines(List<AwsLine> lines, HourlyCharge charge, long from, Prices prices) {
        var unit = charge.unit().toString();
        var to = from + charge.amount();
        var begin = from;
        var free = prices.free(unit);
        if (from < free) {
            begin = Math.min(to, free);
            lines.add(line(charge, begin - from, BigDecimal.ZERO));
        }
        for (var tier : prices.lines(unit).reversed()) {
            var start = Math.max(begin, free + tier.above());
            if (start < to) {
                lines.add(line(charge, to - start, tier.each().multiply(BigDecimal.valueOf(to - start))));
                to = start;
            }
        }
    }

    private static AwsLine line(HourlyCharge charge, long amount, BigDecimal cost) {
        var sku = AwsLine.SKUS.get(charge.unit());
        if (sku == null) {
            throw new AssertionError(charge);
        }
        var size = BigDecimal.valueOf(
                sku.measure().equals("GB") ? GB : sku.measure().contains("Second") ? GB_SECOND : 1);
        return new AwsLine(
                sku,
                "Usage",
                sku.resource(),
                TAGS,
                charge.hour(),
                charge.hour().plus(Duration.ofHours(1)),
                BigDecimal.valueOf(amount).divide(size),
                cost);
    }

    /** The same without what happened in an hour, by its beginning. */
    public AwsBill withoutHour(Instant hour) {
        return without(line -> line.start().equals(hour));
    }

    AwsBill without(Predicate<AwsLine> gone) {
        return new AwsBill(lines.stream().filter(gone.negate()).toList());
    }

    AwsBill with(AwsLine... more) {
        return new AwsBill(Stream.concat(lines.stream(), Stream.of(more)).toList());
    }

    AwsBill changed(Predicate<AwsLine> which, UnaryOperator<AwsLine> change) {
        return new AwsBill(lines.stream()
                .map(line -> which.test(line) ? change.apply(line) : line)
                .toList());
    }

    /** The same with a line a day, or of any longer time, for each that has the same price. */
    AwsBill every(Duration time) {
        var sums = new LinkedHashMap<String, AwsLine>();
        for (var line : lines) {
            var start = Instant.ofEpochSecond(line.start().getEpochSecond() / time.toSeconds() * time.toSeconds());
            var longer = new AwsLine(
                    line.sku(),
                    line.kind(),
                    line.resource(),
                    line.tags(),
                    start,
                    start.plus(time),
                    line.amount(),
                    line.cost());
            sums.merge(line.sku() + " " + start + (line.cost().signum() == 0), longer, AwsBill::sum);
        }
        return new AwsBill(List.copyOf(sums.values()));
    }

    private static AwsLine sum(AwsLine one, AwsLine other) {
        return one.of(one.amount().add(other.amount())).costing(one.cost().add(other.cost()));
    }

    /** As a CUR 2.0: costs have ten decimals there. */
    Path cur(Path file) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            csv(rows(line -> cur(line, 10)), out);
        }
        return file;
    }

    /** The same as Parquet. */
    Path curParquet(Path file) throws IOException {
        Rows.write(rows(line -> cur(line, 25)), file);
        return file;
    }

    /** As AWS's FOCUS export. */
    public Path focus(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            csv(rows(AwsBill::focus), out);
        }
        return file;
    }

    Path focusParquet(Path file) throws IOException {
        Rows.write(rows(AwsBill::focus), file);
        return file;
    }

    private List<Map<String, Object>> rows(Function<AwsLine, Map<String, Object>> row) {
        return lines.stream().map(row).toList();
    }

    private static Map<String, Object> cur(AwsLine line, int decimals) {
        var row = new LinkedHashMap<String, Object>();
        row.put("identity_line_item_id", "abc");
        row.put("line_item_product_code", line.sku().code());
        row.put("line_item_usage_type", line.sku().usageType());
        row.put("line_item_operation", line.sku().operation());
        row.put("line_item_line_item_type", line.kind());
        row.put("line_item_usage_start_date", line.start());
        row.put("line_item_usage_end_date", line.end());
        row.put("line_item_usage_amount", line.amount());
        row.put("line_item_currency_code", "USD");
        row.put("pricing_unit", line.sku().measure());
        row.put("line_item_unblended_cost", line.cost().setScale(decimals, RoundingMode.HALF_UP));
        row.put("line_item_resource_id", line.resource());
        row.put("resource_tags", json(line.tags()));
        return row;
    }

    private static Map<String, Object> focus(AwsLine line) {
        var row = new LinkedHashMap<String, Object>();
        row.put("BilledCost", line.cost());
        row.put("BillingCurrency", "USD");
        row.put("ChargeCategory", line.kind());
        row.put("ChargePeriodEnd", line.end());
        row.put("ChargePeriodStart", line.start());
        row.put("ConsumedQuantity", line.amount());
        row.put("ConsumedUnit", line.sku().measure());
        row.put("ResourceId", line.resource());
        row.put("ServiceName", line.sku().service());
        row.put("Tags", json(line.tags()));
        row.put("x_Operation", line.sku().operation());
        row.put("x_ServiceCode", line.sku().code());
        row.put("x_UsageType", line.sku().usageType());
        return row;
    }

    private static void csv(List<Map<String, Object>> rows, OutputStream out) throws IOException {
        var text = new StringBuilder(String.join(",", rows.getFirst().keySet())).append("\n");
        rows.forEach(
                row -> text.append(row.values().stream().map(AwsBill::quoted).collect(Collectors.joining(",")))
                        .append("\n"));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Instant time -> time.toString().replace("Z", ".000Z");
            default -> '"' + value.toString().replace("\"", "\"\"") + '"';
        };
    }

    private static String json(Map<String, String> tags) {
        try {
            return JSON.std.asString(tags);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
