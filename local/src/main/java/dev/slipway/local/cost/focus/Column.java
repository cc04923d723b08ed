package dev.slipway.local.cost.focus;

import java.util.List;
import java.util.function.Function;

/**
 * A column of the dataset.
 *
 * @param name its id
 * @param value its value in a row: a {@code String}, {@code Long}, {@code Instant} or {@code BigDecimal} as its type says; an
 *     empty text for a null
 */
record Column(String name, Type type, Function<Item, Object> value) {

    private static final String PROVIDER = "Amazon Web Services";
    private static final String CURRENCY = "USD";

    /** All of FOCUS 1.2, as AWS supports what its conditional columns are about, in its order; then our own. */
    static final List<Column> ALL = List.of(
            missing("AvailabilityZone", Type.TEXT),
            new Column("BilledCost", Type.COST, item -> item.charge().cost()),
            text("BillingAccountId", item -> item.context().accountId()),
            text("BillingAccountName", item -> item.context().accountName()),
            text("BillingAccountType", _ -> "Account"),
            text("BillingCurrency", _ -> CURRENCY),
            new Column("BillingPeriodEnd", Type.TIME, item -> item.month(1)),
            new Column("BillingPeriodStart", Type.TIME, item -> item.month(0)),
            missing("CapacityReservationId", Type.TEXT),
            missing("CapacityReservationStatus", Type.TEXT),
            text("ChargeCategory", _ -> "Usage"),
            missing("ChargeClass", Type.TEXT),
            text("ChargeDescription", Item::description),
            text("ChargeFrequency", _ -> "Usage-Based"),
            new Column("ChargePeriodEnd", Type.TIME, item -> item.day(1)),
            new Column("ChargePeriodStart", Type.TIME, item -> item.day(0)),
            missing("CommitmentDiscountCategory", Type.TEXT),
            missing("CommitmentDiscountId", Type.TEXT),
            missing("CommitmentDiscountName", Type.TEXT),
            missing("CommitmentDiscountQuantity", Type.QUANTITY),
            missing("CommitmentDiscountStatus", Type.TEXT),
            missing("CommitmentDiscountType", Type.TEXT),
            missing("CommitmentDiscountUnit", Type.TEXT),
            new Column("ConsumedQuantity", Type.QUANTITY, Item::quantity),
            text("ConsumedUnit", item -> item.sku().unit()),
            new Column("ContractedCost", Type.COST, item -> item.charge().list()),
            new Column("ContractedUnitPrice", Type.PRICE, Item::price),
            new Column("EffectiveCost", Type.COST, item -> item.charge().cost()),
            missing("InvoiceId", Type.TEXT),
            text("InvoiceIssuerName", _ -> PROVIDER),
            new Column("ListCost", Type.COST, item -> item.charge().list()),
            new Column("ListUnitPrice", Type.PRICE, Item::price),
            text("PricingCategory", _ -> "Standard"),
            text("PricingCurrency", _ -> CURRENCY),
            new Column("PricingCurrencyContractedUnitPrice", Type.PRICE, Item::price),
            new Column(
                    "PricingCurrencyEffectiveCost",
                    Type.COST,
                    item -> item.charge().cost()),
            new Column("PricingCurrencyListUnitPrice", Type.PRICE, Item::price),
            new Column("PricingQuantity", Type.QUANTITY, Item::quantity),
            text("PricingUnit", item -> item.sku().unit()),
            text("ProviderName", _ -> PROVIDER),
            text("PublisherName", _ -> PROVIDER),
            text("RegionId", Item::regionId),
            text("RegionName", Item::regionName),
            text("ResourceId", Item::resourceId),
            text("ResourceName", item -> item.account().repository()),
            text("ResourceType", Item::resourceType),
            text("ServiceCategory", item -> item.kind().category()),
            text("ServiceName", item -> item.charge().unit().service().toString()),
            text("ServiceSubcategory", item -> item.kind().subcategory()),
            text("SkuId", Item::skuId),
            text("SkuMeter", item -> item.sku().meter()),
            missing("SkuPriceDetails", Type.TEXT),
            text("SkuPriceId", Item::skuPriceId),
            text("SubAccountId", item -> item.context().accountId()),
            text("SubAccountName", item -> item.context().accountName()),
            text("SubAccountType", _ -> "Account"),
            text("Tags", Item::tags),
            text("x_slipway_action", item -> item.account().action()),
            new Column("x_slipway_amount", Type.COUNT, item -> item.charge().amount()),
            text("x_slipway_credential", item -> item.account().credential()),
            text("x_slipway_owner", item -> item.account().owner()),
            text("x_slipway_repository", item -> item.account().repository()),
            text("x_slipway_stack", item -> item.context().stack()),
            text("x_slipway_unit", item -> item.charge().unit().toString()));

    private static Column text(String name, Function<Item, Object> value) {
        return new Column(name, Type.TEXT, value);
    }

    /** What AWS has and a registry never uses. */
    private static Column missing(String name, Type type) {
        return new Column(name, type, _ -> "");
    }
}
