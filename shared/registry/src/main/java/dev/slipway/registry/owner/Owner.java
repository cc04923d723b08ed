package dev.slipway.registry.owner;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A user or an organization, with all that decides about its packages: one item of the table, so that one read tells it.
 *
 * @param created in seconds since 1970
 * @param version counts the changes, so that of two at once only one is made
 * @param networks whose clients are sent to the bucket for bytes, as if they were in its region
 */
public record Owner(
        OwnerName name,
        Kind kind,
        long created,
        long version,
        Map<OwnerName, Role> members,
        List<TrustPolicy> policies,
        List<Budget> budgets,
        List<Block> networks) {

    /** Whose members with the role admin may manage the whole registry. */
    public static final OwnerName ADMINISTRATORS = new OwnerName("admin");

    /** What an owner is. */
    public enum Kind {
        USER,
        ORGANIZATION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Owner {
        members = Map.copyOf(members);
        policies = List.copyOf(policies);
        budgets = List.copyOf(budgets);
        networks = List.copyOf(networks);
    }

    /** An owner without a budget or networks. */
    public Owner(
            OwnerName name,
            Kind kind,
            long created,
            long version,
            Map<OwnerName, Role> members,
            List<TrustPolicy> policies) {
        this(name, kind, created, version, members, policies, List.of(), List.of());
    }

    public Optional<Role> role(OwnerName user) {
        return Optional.ofNullable(members.get(user));
    }

    public Optional<TrustPolicy> policy(String policyName) {
        return policies.stream()
                .filter(policy -> policy.name().equals(policyName))
                .findFirst();
    }

    /** The budget of a package, or of all of them. */
    public Optional<Budget> budget(Optional<RepositoryName> repository) {
        return budgets.stream()
                .filter(budget -> budget.repository().equals(repository))
                .findFirst();
    }

    /** The budgets that a package is part of and that are spent. */
    public List<Budget> spentBudgets(RepositoryName repository, YearMonth month) {
        return budgets.stream()
                .filter(budget -> budget.repository().isEmpty()
                        || budget.repository().get().equals(repository))
                .filter(budget -> budget.isSpentIn(month))
                .toList();
    }

    /** The network that an address is in. */
    public Optional<Block> network(Block address) {
        return networks.stream().filter(network -> network.contains(address)).findFirst();
    }

    Owner withMembers(Map<OwnerName, Role> others) {
        return new Owner(name, kind, created, version + 1, others, policies, budgets, networks);
    }

    Owner with(TrustPolicy policy) {
        var all = new ArrayList<>(without(policy.name()).policies());
        all.add(policy);
        return new Owner(name, kind, created, version + 1, members, all, budgets, networks);
    }

    Owner without(String policyName) {
        var others = policies.stream()
                .filter(policy -> !policy.name().equals(policyName))
                .toList();
        return new Owner(name, kind, created, version + 1, members, others, budgets, networks);
    }

    /** With a budget in the place of an earlier one, of which stays what was spent. */
    Owner with(Budget budget) {
        var all = new ArrayList<>(withoutBudget(budget.repository()).budgets());
        all.add(budget(budget.repository()).map(budget::after).orElse(budget));
        return withBudgets(all);
    }

    Owner withoutBudget(Optional<RepositoryName> repository) {
        return withBudgets(budgets.stream()
                .filter(budget -> !budget.repository().equals(repository))
                .toList());
    }

    /** With each budget as it is after something. */
    public Owner withEachBudget(UnaryOperator<Budget> change) {
        return withBudgets(budgets.stream().map(change).toList());
    }

    private Owner withBudgets(List<Budget> others) {
        return new Owner(name, kind, created, version + 1, members, policies, others, networks);
    }

    Owner withNetworks(List<Block> others) {
        return new Owner(name, kind, created, version + 1, members, policies, budgets, others);
    }
}
