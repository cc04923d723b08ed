package dev.slipway.registry.budget;

import dev.slipway.registry.cost.Bill;
import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.OwnerName;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a month's bill comes to for some owners and their packages, rounded as everywhere it is told.
 *
 * @param byOwner by the owner's name
 * @param byPackage by the package's whole name
 */
record Expenses(Map<String, BigDecimal> byOwner, Map<String, BigDecimal> byPackage) {

    static Expenses of(Bill bill, Set<String> owners) {
        return new Expenses(sums(bill, Grouping.OWNER, owners), sums(bill, Grouping.PACKAGE, owners));
    }

    /** What was spent of a budget. */
    BigDecimal of(OwnerName owner, Budget budget) {
        return budget.repository()
                .map(RepositoryName::value)
                .map(name -> byPackage.getOrDefault(name, BigDecimal.ZERO))
                .orElseGet(() -> byOwner.getOrDefault(owner.value(), BigDecimal.ZERO));
    }

    private static Map<String, BigDecimal> sums(Bill bill, Grouping by, Set<String> owners) {
        return bill.rows(by, account -> owners.contains(account.owner())).stream()
                .collect(Collectors.toMap(Bill.Row::key, row -> new BigDecimal(Receipts.text(row.cost()))));
    }
}
