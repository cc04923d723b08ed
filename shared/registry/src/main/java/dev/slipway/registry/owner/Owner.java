package dev.slipway.registry.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A user or an organization, with all that decides about its packages: one item of the table, so that one read tells it.
 *
 * @param created in seconds since 1970
 * @param version counts the changes, so that of two at once only one is made
 */
public record Owner(
        OwnerName name,
        Kind kind,
        long created,
        long version,
        Map<OwnerName, Role> members,
        List<TrustPolicy> policies) {

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
    }

    public Optional<Role> role(OwnerName user) {
        return Optional.ofNullable(members.get(user));
    }

    public Optional<TrustPolicy> policy(String policyName) {
        return policies.stream()
                .filter(policy -> policy.name().equals(policyName))
                .findFirst();
    }

    Owner withMembers(Map<OwnerName, Role> others) {
        return new Owner(name, kind, created, version + 1, others, policies);
    }

    Owner with(TrustPolicy policy) {
        var all = new ArrayList<>(without(policy.name()).policies());
        all.add(policy);
        return new Owner(name, kind, created, version + 1, members, all);
    }

    Owner without(String policyName) {
        var others = policies.stream()
                .filter(policy -> !policy.name().equals(policyName))
                .toList();
        return new Owner(name, kind, created, version + 1, members, others);
    }
}
