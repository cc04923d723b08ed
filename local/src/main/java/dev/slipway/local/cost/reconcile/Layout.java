package dev.slipway.local.cost.reconcile;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table that AWS exports bills from (AWS Data Exports, "table dictionary").
 *
 * @param usage the kinds of lines that are for use, which are compared
 * @param names what the columns are called
 */
record Layout(Set<String> usage, Map<Field, String> names) {

    /** Cost and Usage Report 2.0. */
    private static final Layout CUR = new Layout(
            Set.of("Usage", "SavingsPlanCoveredUsage"),
            Map.ofEntries(
                    Map.entry(Field.SERVICE, "line_item_product_code"),
                    Map.entry(Field.USAGE_TYPE, "line_item_usage_type"),
                    Map.entry(Field.OPERATION, "line_item_operation"),
                    Map.entry(Field.KIND, "line_item_line_item_type"),
                    Map.entry(Field.START, "line_item_usage_start_date"),
                    Map.entry(Field.END, "line_item_usage_end_date"),
                    Map.entry(Field.AMOUNT, "line_item_usage_amount"),
                    Map.entry(Field.MEASURE, "pricing_unit"),
                    Map.entry(Field.COST, "line_item_unblended_cost"),
                    Map.entry(Field.CURRENCY, "line_item_currency_code"),
                    Map.entry(Field.RESOURCE, "line_item_resource_id"),
                    Map.entry(Field.TAGS, "resource_tags"),
                    Map.entry(Field.STACK_TAG, "resource_tags_user_slipway_stack"),
                    Map.entry(Field.CLOUDFORMATION_TAG, "resource_tags_aws_cloudformation_stack_name")));

    /** FOCUS 1.0 and 1.2 with AWS columns. */
    private static final Layout FOCUS = new Layout(
            Set.of("Usage"),
            Map.ofEntries(
                    Map.entry(Field.SERVICE, "x_ServiceCode"),
                    Map.entry(Field.SERVICE_NAME, "ServiceName"),
                    Map.entry(Field.USAGE_TYPE, "x_UsageType"),
                    Map.entry(Field.OPERATION, "x_Operation"),
                    Map.entry(Field.KIND, "ChargeCategory"),
                    Map.entry(Field.START, "ChargePeriodStart"),
                    Map.entry(Field.END, "ChargePeriodEnd"),
                    Map.entry(Field.AMOUNT, "ConsumedQuantity"),
                    Map.entry(Field.MEASURE, "ConsumedUnit"),
                    Map.entry(Field.COST, "BilledCost"),
                    Map.entry(Field.CURRENCY, "BillingCurrency"),
                    Map.entry(Field.RESOURCE, "ResourceId"),
                    Map.entry(Field.TAGS, "Tags")));

    private static final Set<Field> NEEDED =
            EnumSet.of(Field.SERVICE, Field.USAGE_TYPE, Field.KIND, Field.START, Field.END, Field.AMOUNT, Field.COST);

    private static final Set<Field> TAGS = EnumSet.of(Field.TAGS, Field.STACK_TAG, Field.CLOUDFORMATION_TAG);

    Layout {
        usage = Set.copyOf(usage);
        names = Map.copyOf(names);
    }

    /**
     * The one that has these columns.
     *
     * @throws IOException where it is none of them, or lacks a column that is needed
     */
    static Layout of(Collection<String> columns) throws IOException {
        for (var layout : List.of(CUR, FOCUS)) {
            if (layout.isIn(Field.USAGE_TYPE, columns)) {
                layout.check(columns);
                return layout;
            }
        }
        throw new IOException("it is neither a Cost and Usage Report (CUR 2.0) nor AWS's FOCUS export: it has no column"
                + " line_item_usage_type or x_UsageType");
    }

    /** What the column of a field is called; empty where there is none. */
    Optional<String> name(Field field) {
        return Optional.ofNullable(names.get(field));
    }

    /** Whether a line of this kind is for use, and is compared. */
    boolean isUsage(String kind) {
        return usage.contains(kind);
    }

    private void check(Collection<String> columns) throws IOException {
        for (var field : NEEDED) {
            if (!isIn(field, columns)) {
                throw new IOException("it has no column " + names.get(field));
            }
        }
        if (TAGS.stream().noneMatch(field -> isIn(field, columns))) {
            throw new IOException("it has no column " + names.get(Field.TAGS));
        }
    }

    private boolean isIn(Field field, Collection<String> columns) {
        return name(field).filter(columns::contains).isPresent();
    }
}
