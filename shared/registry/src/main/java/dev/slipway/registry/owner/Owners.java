package dev.slipway.registry.owner;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules for making owners and changing their members and trust policies. */
public final class Owners {

    /** The most members an owner has. */
    public static final int MOST_MEMBERS = 500;

    /** The most trust policies an owner has. */
    public static final int MOST_POLICIES = 20;

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

    private Owner change(OwnerName name, UnaryOperator<Owner> change) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var before = get(name);
            var after = change.apply(before);
            var put = new Write.Put(OwnerItem.of(after), Condition.equal("version", before.version()));
            if (table.write(List.of(put)).isEmpty()) {
                return after;
            }
        }
        throw new IllegalStateException("the owner " + name + " changes too often to change it");
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
