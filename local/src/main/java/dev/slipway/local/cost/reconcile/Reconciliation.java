package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.MonthPrices;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A month's bill beside the ledger, service by service. */
public final class Reconciliation {

    private static final String ALL = "together";

    private final YearMonth month;
    private final List<ServiceComparison> services;
    private final Map<String, BigDecimal> apart;

    private Reconciliation(YearMonth month, List<ServiceComparison> services, Map<String, BigDecimal> apart) {
        this.month = month;
        this.services = services;
        this.apart = apart;
    }

    /**
     * Compares them.
     *
     * @param prices that the bill should have
     * @throws dev.slipway.registry.cost.UnknownPriceException where something was used that has none
     */
    public static Reconciliation of(BilledMonth bill, MeteredMonth ledger, MonthPrices prices) {
        var uses = new HashMap<>(bill.uses());
        ledger.units().forEach(unit -> uses.computeIfAbsent(Use.of(unit), _ -> new BilledUse()));
        var services = new TreeMap<String, List<UseComparison>>();
        uses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Use::name)))
                .forEach(use -> services.computeIfAbsent(use.getKey().service(), _ -> new ArrayList<>())
                        .add(new UseComparison(use.getKey(), use.getValue(), ledger, prices)));
        return new Reconciliation(
                bill.month(),
                services.entrySet().stream()
                        .map(service -> compare(service.getKey(), service.getValue()))
                        .toList(),
                bill.apart());
    }

    private static ServiceComparison compare(String service, List<UseComparison> uses) {
        var billed = BigDecimal.ZERO;
        var metered = BigDecimal.ZERO;
        var causes = new ArrayList<Cause>();
        for (var use : uses) {
            billed = billed.add(use.billedCost());
            metered = metered.add(use.metered().cost());
            causes.addAll(use.causes());
        }
        return new ServiceComparison(service, billed, metered, Cause.merged(causes));
    }

    YearMonth month() {
        return month;
    }

    List<ServiceComparison> services() {
        return services;
    }

    ServiceComparison total() {
        return new ServiceComparison(
                ALL,
                services.stream().map(ServiceComparison::billed).reduce(BigDecimal.ZERO, BigDecimal::add),
                services.stream().map(ServiceComparison::metered).reduce(BigDecimal.ZERO, BigDecimal::add),
                List.of());
    }

    /** What is on the bill and not compared, by its kind. */
    Map<String, BigDecimal> apart() {
        return apart;
    }

    /**
     * Whether they are near enough.
     *
     * @param tolerance in percent of what is metered, for the whole and for each service
     */
    public boolean isWithin(BigDecimal tolerance) {
        return total().isWithin(tolerance) && services.stream().allMatch(service -> service.isWithin(tolerance));
    }

    /** What is too far apart, in one line. */
    public String verdict(BigDecimal tolerance) {
        var far = services.stream()
                .filter(service -> !service.isWithin(tolerance))
                .map(service -> service.service() + " " + service.share())
                .collect(Collectors.joining(", "));
        return "bill and ledger of " + month + " are more than " + tolerance.toPlainString() + " % apart: "
                + (far.isEmpty() ? ALL + " " + total().share() : far);
    }
}
