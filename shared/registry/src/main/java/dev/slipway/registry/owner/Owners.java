package dev.slipway.registry.owner;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.network.Block;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules for making owners and changing their members, trust policies, budgets and networks. */
public final class Owners {

    /** The most members an owner has. */
    public static final int MOST_MEMBERS = 500;

    /** The most trust policies an owner has. */
    public static final int MOST_POLICIES = 20;

    /** The most budgets an owner has. */
    public static final int MOST_BUDGETS = 20;

    /** The most networks an owner has. */
    public static final int MOST_NETWORKS = 50;

    private static final int MOST_ATTEMPTS = 10;
    private static final int CONFLICT = 409;

    private final Table table;
    private final InstantSource clock;

    public Owners(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    public Optional<Owner> find(OwnerName name) {
        return table.get(OwnerItem.key(name)).map(OwnerItem::read);
    }

    /** An owner; {@code NAME_UNKNOWN} where there is none. */
    public Owner get(OwnerName name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    /** Owners after a name, which need not exist, in the order of their names. */
    public List<Owner> list(String last, int limit) {
        return table.query(new Query(Keys.OWNERS, "", last, limit)).stream()
                .map(OwnerItem::read)
                .toList();
    }

    /**
     * Makes an owner.
     *
     * @param admin its first member: the user itself for a user
     * @throws RegistryException {@code NAME_INVALID} with status 409 where the name, or one that looks like it, is taken;
     *     with 400 where it is reserved
     */
    public Owner create(OwnerName name, Owner.Kind kind, OwnerName admin) {
        if (name.isReserved()) {
            throw new RegistryException(ErrorCode.NAME_INVALID, "this name is reserved").with("owner", name);
        }
        var owner = new Owner(name, kind, clock.instant().getEpochSecond(), 0, Map.of(admin, Role.ADMIN), List.of());
        var refused = table.write(List.of(
                new Write.Put(OwnerItem.of(owner), Condition.ABSENT),
                new Write.Put(Item.at(OwnerItem.taken(name)).with("owner", name.value()), Condition.ABSENT)));
        if (!refused.isEmpty()) {
            throw new RegistryException(ErrorCode.NAME_INVALID, "this name, or one that looks like it, is taken")
                    .status(CONFLICT)
                    .with("owner", name);
        }
        return owner;
    }

    /** Gives a user a role, in the place of an earlier one; {@code NAME_UNKNOWN} where there is no such user. */
    public Owner setMember(OwnerName name, OwnerName user, Role role) {
        if (get(user).kind() != Owner.Kind.USER) {
            throw new RegistryException(ErrorCode.NAME_INVALID, "only users can be members").with("user", user);
        }
        return change(name, owner -> {
            var members = new HashMap<>(owner.members());
            members.put(user, role);
            return withMembers(owner, members);
        });
    }

    /** Takes a user's role away; {@code NAME_UNKNOWN} where there is none. */
    public Owner removeMember(OwnerName name, OwnerName user) {
        return change(name, owner -> {
            var members = new HashMap<>(owner.members());
            if (members.remove(user) == null) {
                throw unknown(user);
            }
            return withMembers(owner, members);
        });
    }

    /** Adds a trust policy, in the place of an earlier one of the same name. */
    public Owner setPolicy(OwnerName name, TrustPolicy policy) {
        return change(name, owner -> {
            var changed = owner.with(policy);
            return requireAtMost(MOST_POLICIES, changed.policies().size(), "trust policies", changed);
        });
    }

    /** Ends a trust policy, and with it what was granted under it; {@code NAME_UNKNOWN} where there is none. */
    public Owner removePolicy(OwnerName name, String policy) {
        return change(name, owner -> {
            if (owner.policy(policy).isEmpty()) {
                throw new RegistryException(ErrorCode.NAME_UNKNOWN, "there is no such trust policy")
                        .with("policy", policy);
            }
            return owner.without(policy);
        });
    }

    /** Sets what may be spent, in the place of an earlier budget for the same; what was spent and warned of stays. */
    public Budget setBudget(OwnerName name, Budget budget) {
        var changed = change(name, owner -> {
            var after = owner.with(budget);
            return requireAtMost(MOST_BUDGETS, after.budgets().size(), "budgets", after);
        });
        return changed.budget(budget.repository()).orElseThrow();
    }

    /** Ends the budget of a package, or of all of them; {@code NAME_UNKNOWN} where there is none. */
    public void removeBudget(OwnerName name, Optional<RepositoryName> repository) {
        change(name, owner -> {
            if (owner.budget(repository).isEmpty()) {
                var error =
                        new RegistryException(ErrorCode.NAME_UNKNOWN, "there is no such budget").with("owner", name);
                throw repository.isPresent() ? error.with("package", repository.get()) : error;
            }
            return owner.withoutBudget(repository);
        });
    }

    /** Says which networks are sent to the bucket for bytes, in the place of those before. */
    public Owner setNetworks(OwnerName name, Collection<Block> networks) {
        var sorted = networks.stream().distinct().sorted().toList();
        return change(
                name, owner -> requireAtMost(MOST_NETWORKS, sorted.size(), "networks", owner.withNetworks(sorted)));
    }

    /** The names of all that have a budget. */
    public List<OwnerName> withBudgets() {
        return table.sortKeys(Query.all(Keys.BUDGETS, "")).stream()
                .map(OwnerName::new)
                .toList();
    }

    /** Those that there are among some owners, in no order. */
    public List<Owner> findAll(Collection<OwnerName> names) {
        return table.getAll(names.stream().map(OwnerItem::key).toList()).values().stream()
                .map(OwnerItem::read)
                .toList();
    }

    /** Puts an owner in the place of what it was; false, and nothing is done, where it has changed since. Not for a first or a last budget. */
    public boolean replace(Owner before, Owner after) {
        return table.write(List.of(put(before, after))).isEmpty();
    }

    private Owner change(OwnerName name, UnaryOperator<Owner> change) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var before = get(name);
            var after = change.apply(before);
            if (table.write(writes(before, after)).isEmpty()) {
                return after;
            }
        }
        throw new IllegalStateException("the owner " + name + " changes too often to change it");
    }

    /** In one transaction with a first or a last budget goes what tells that the owner has one. */
    private static List<Write> writes(Owner before, Owner after) {
        var put = put(before, after);
        var key = new Key(Keys.BUDGETS, after.name().value());
        if (before.budgets().isEmpty() == after.budgets().isEmpty()) {
            return List.of(put);
        }
        return after.budgets().isEmpty()
                ? List.of(put, new Write.Delete(key, Condition.ALWAYS))
                : List.of(put, new Write.Put(Item.at(key), Condition.ALWAYS));
    }

    private static Write put(Owner before, Owner after) {
        return new Write.Put(OwnerItem.of(after), Condition.equal("version", before.version()));
    }

    private static Owner withMembers(Owner owner, Map<OwnerName, Role> members) {
        if (!members.containsValue(Role.ADMIN)) {
            throw new RegistryException(ErrorCode.DENIED, "an owner needs one member with the role admin at least")
                    .status(CONFLICT)
                    .with("owner", owner.name());
        }
        return requireAtMost(MOST_MEMBERS, members.size(), "members", owner.withMembers(members));
    }

    private static Owner requireAtMost(int most, int count, String what, Owner owner) {
        if (count > most) {
            throw new RegistryException(ErrorCode.DENIED, "an owner has at most " + most + " " + what)
                    .status(CONFLICT)
                    .with("owner", owner.name());
        }
        return owner;
    }

    /** What is answered as well for an owner that the caller may not see. */
    public static RegistryException unknown(OwnerName name) {
        return new RegistryException(ErrorCode.NAME_UNKNOWN, "there is no such user or organization")
                .with("owner", name);
    }
}
